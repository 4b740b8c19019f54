/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no well-behaved client sends, but people with curl and attackers do. */
class OddRequestsTest {

    /** Each is completed when the backend is rid of the upload. */
    private static final Queue<CompletableFuture<Void>> UPLOADS = new ConcurrentLinkedQueue<>();

    private static Vertx vertx;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        int port = vertx.createHttpServer()
                .requestHandler(OddRequestsTest::backend)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        gateway = Gateway.start(new GatewayOptions(
                "127.0.0.1", 0, Map.of(Backend.CATALOG, port, Backend.STORAGE, port), List.<Path>of()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void backend(HttpServerRequest request) {
        if (request.path().endsWith("/file")) {
            CompletableFuture<Void> over = new CompletableFuture<>();
            UPLOADS.add(over);
            request.response().closeHandler(it -> over.complete(null));
            return;
        }
        request.response()
                .end("uri=" + request.uri() + "\nhost=" + request.getHeader("Host") + "\nfrom="
                        + request.getHeader("X-Forwarded-For") + "\n");
    }

    @Test
    void target_withCharactersThatNoUriHas_arrivesEncoded() throws IOException {
        String answer = raw("GET /v2/images/\u00fc\"x\"?name=in:\"a|b\",^`{}<>\\&ok=%C3%A9 HTTP/1.1\r\nHost: h");

        assertThat(answer)
                .contains("uri=/v2/images/%C3%BC%22x%22?name=in:%22a%7Cb%22,%5E%60%7B%7D%3C%3E%5C&ok=%C3%A9\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/images?name=100%", "/v2/images?name=%zz", "/v2/images?name=%4", "/v2/%zz"})
    void target_withAPercentThatEncodesNothing_isRefusedWithTheReason(String target) throws IOException {
        String answer = raw("GET " + target + " HTTP/1.1\r\nHost: h");

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("\r\ncontent-type: text/html")
                .contains("%25");
    }

    @Test
    void answer_ofTheGatewayItself_tellsItsType() throws IOException {
        assertThat(raw("GET /q/health HTTP/1.1\r\nHost: h"))
                .startsWith("HTTP/1.1 404 ")
                .containsIgnoringCase("\r\ncontent-type: text/html")
                .containsIgnoringCase("\r\nx-openstack-request-id: req-");
        assertThat(raw("GET /q/health HTTP/1.1\r\nHost: h\r\nAccept: application/json"))
                .containsIgnoringCase("\r\ncontent-type: application/json")
                .contains("\"code\":\"404 Not Found\"");
    }

    @Test
    void request_unreadable_isRefusedInWords() throws IOException {
        String much = "x".repeat(70_000);

        assertThat(raw("GET /versions?" + much + " HTTP/1.1\r\nHost: h"))
                .contains(" 414 ", "65536 bytes")
                .containsIgnoringCase("x-openstack-request-id: req-");
        assertThat(raw("GET /versions HTTP/1.1\r\nHost: h\r\nX-Much: " + much)).contains(" 431 ", "65536 bytes");
        assertThat(raw("GET /versions HTTP\r\nHost: h")).contains(" 400 ", "not HTTP");
    }

    @Test
    void request_unreadable_isAnsweredBeforeItsConnectionIsReset() throws IOException {
        String body = "x".repeat(20_000_000);
        for (int round = 0; round < 3; round++) {
            assertThat(raw("POST /versions HTTP/1.1\r\nHost: h\r\nBad\u0001Name: 1\r\nContent-Length: 20000000\r\n\r\n"
                            + body))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void request_withoutHost_isForTheGatewaysOwnAddress() throws IOException {
        assertThat(raw("GET /versions HTTP/1.0")).contains("host=127.0.0.1:" + gateway.port() + "\n");
    }

    @Test
    void request_thatAsksForAWebSocket_isTreatedAsAnyOther() throws IOException {
        String answer = raw("GET /versions HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade"
                + "\r\nX-Forwarded-For: 192.0.2.1\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==");

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("uri=/versions\nhost=h\nfrom=127.0.0.1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZ", "5\r\nhello\r\nZZ", "5\r\nhello\r\n0\r\nBad Trailer"})
    void upload_thatBreaksAtOnce_isNotLeftOpen(String body) throws Exception {
        for (int round = 0; round < 50; round++) {
            raw("PUT /v2/images/x/file HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
        }

        CompletableFuture.allOf(UPLOADS.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream()
                    .write(request.replaceFirst(" HTTP/1.1\r\n", " HTTP/1.1\r\nConnection: close\r\n")
                            .concat("\r\n\r\n")
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
