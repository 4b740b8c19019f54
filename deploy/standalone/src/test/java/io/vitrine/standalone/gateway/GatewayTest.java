/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vitrine.local.LocalPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {

    private static final int MIB = 1024 * 1024;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final CountDownLatch FIRST_PART_READ = new CountDownLatch(1);

    @TempDir
    static Path files;

    private static Vertx vertx;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer().requestHandler(GatewayTest::backend);
        int port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        Map<Backend, Integer> backends = Map.of(
                Backend.CATALOG, port,
                Backend.STORAGE, port,
                Backend.IDENTITY, port,
                Backend.AUDIT, LocalPort.free().number());
        gateway = Gateway.start(new GatewayOptions("127.0.0.1", 0, backends, List.of(files)));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** A backend that does what a path asks for, and otherwise tells what it heard. */
    private static void backend(HttpServerRequest request) {
        switch (request.path()) {
            case "/v2/images/whole/file", "/v2/images/part/file", "/v2/images/stray/file" -> sendfile(request);
            case "/v2/images/known/file" ->
                request.response().setStatusCode(304).putHeader("ETag", "\"1\"").end();
            case "/v2/images/told/file" ->
                request.response()
                        .putHeader("Content-Length", "5000000000")
                        .putHeader("ETag", "\"1\"")
                        .end();
            case "/v2/images/taken/file" ->
                request.response().setStatusCode(409).end("taken");
            case "/v2/images/count/file" -> count(request);
            case "/v2/images/gone" -> request.response().setStatusCode(204).end();
            case "/v2/images/broken" -> request.connection().close();
            case "/v2/images/live" -> stream(request);
            default -> echo(request);
        }
    }

    private static void echo(HttpServerRequest request) {
        JsonObject headers = new JsonObject();
        request.headers().forEach(it -> headers.put(it.getKey().toLowerCase(Locale.ROOT), it.getValue()));
        request.response()
                .end(new JsonObject()
                        .put("uri", request.uri())
                        .put("headers", headers)
                        .encode());
    }

    private static void sendfile(HttpServerRequest request) {
        boolean part = request.path().contains("part");
        if (part) {
            request.response().setStatusCode(206).putHeader("Content-Range", "bytes 2-5/10");
        }
        Path file = request.path().contains("stray") ? Path.of("/etc/hostname") : files.resolve("image");
        request.response()
                .putHeader("X-Sendfile", file.toString())
                .putHeader("ETag", "\"1\"")
                .end();
    }

    private static void count(HttpServerRequest request) {
        long[] bytes = {0};
        request.handler(it -> bytes[0] += it.length());
        request.endHandler(it -> request.response().end(Long.toString(bytes[0])));
    }

    private static void stream(HttpServerRequest request) {
        request.response().setChunked(true).write("data: first\n\n");
        request.response().closeHandler(it -> FIRST_PART_READ.countDown());
    }

    @Test
    void request_targetAndHost_arriveUntouched() {
        String target = "/v2/images/a%2Fb%20c?name=%C3%A9&tag=x+y&name=in:%22a,b%22";

        JsonObject heard = json(get(target));

        assertThat(heard.getString("uri")).isEqualTo(target);
        assertThat(header(heard, "host")).isEqualTo("127.0.0.1:" + gateway.port());
    }

    @Test
    void request_whatOnlyAGatewayMaySay_isNotTakenFromClients() {
        JsonObject catalog = json(send(
                request("/v2/images").header("X-Forwarded-For", "10.0.0.1").header("X-Sendfile-Type", "X-Sendfile")));
        JsonObject storage = json(send(request("/v2/info/stores")));

        assertThat(header(catalog, "x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(header(catalog, "x-sendfile-type")).isNull();
        assertThat(header(storage, "x-sendfile-type")).isEqualTo("X-Sendfile");
    }

    @Test
    void request_identity_losesItsPrefix() {
        assertThat(json(get("/identity/v3/projects?name=a%20b")).getString("uri"))
                .isEqualTo("/v3/projects?name=a%20b");
        assertThat(json(get("/identity")).getString("uri")).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/x",
                "//internal/x",
                "/./internal/x",
                "/v2/../internal/x",
                "/%69nternal/x",
                "/internal;a/x",
                "/q/health"
            })
    void request_notForClients_isNotFound(String target) throws IOException {
        assertThat(rawGet(target)).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void backend_downOrBreakingOff_isUnavailable() {
        HttpResponse<String> down = get("/ext/v1/audit/events");
        HttpResponse<String> broken = send(request("/v2/images/broken").header("Accept", "application/json"));

        assertThat(down.body())
                .contains("<h1>503 Service Unavailable</h1>", "The audit service does not answer just now");
        assertThat(json(broken).getString("code")).isEqualTo("503 Service Unavailable");
        assertThat(json(broken).getString("message")).startsWith("The catalog service does not answer just now");
        assertThat(List.of(down, broken)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("x-openstack-request-id")).isPresent();
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        });
    }

    @Test
    void response_withoutContent_announcesNoBody() {
        HttpResponse<String> gone = get("/v2/images/gone");

        assertThat(gone.statusCode()).isEqualTo(204);
        assertThat(gone.headers().firstValue("Transfer-Encoding")).isEmpty();
    }

    @Test
    void sendfile_wholeAndPart() throws IOException {
        Files.writeString(files.resolve("image"), "0123456789");

        HttpResponse<String> whole = get("/v2/images/whole/file");
        HttpResponse<String> part = get("/v2/images/part/file");

        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.headers().firstValue("Content-Length")).hasValue("10");
        assertThat(whole.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(whole.headers().firstValue("X-Sendfile")).isEmpty();
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("2345");
    }

    @Test
    void sendfile_forHead_isNotSent() throws IOException {
        Files.writeString(files.resolve("image"), "0123456789");

        HttpResponse<String> head = send(request("/v2/images/whole/file").HEAD());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).hasValue("10");
        assertThat(head.headers().firstValue("X-Sendfile")).isEmpty();
        assertThat(rawHead("/v2/images/whole/file")).endsWith("\r\n\r\n");
    }

    @Test
    void head_andNotModified_haveHeadersAndNoBody() throws IOException {
        String head = rawHead("/v2/images/told/file");
        String known = rawGet("/v2/images/known/file");

        assertThat(head).startsWith("HTTP/1.1 200 ").containsIgnoringCase("\r\ncontent-length: 5000000000\r\n");
        assertThat(known).startsWith("HTTP/1.1 304 Not Modified\r\n").doesNotContainIgnoringCase("content-length");
        assertThat(List.of(head, known)).allMatch(answer -> answer.contains("\r\nETag: \"1\"\r\n"));
        assertThat(List.of(head, known, rawHead("/v2/images/known/file"), rawHead("/v2/images/taken/file")))
                .allSatisfy(answer -> assertThat(answer)
                        .doesNotContainIgnoringCase("transfer-encoding")
                        .endsWith("\r\n\r\n"));
    }

    @Test
    void conditions_arriveUntouched() {
        JsonObject heard = json(send(request("/v2/info/stores")
                .header("If-None-Match", "\"1\", W/\"2\"")
                .header("If-Match", "*")
                .header("If-Range", "\"1\"")
                .header("Range", "bytes=5-")));

        assertThat(header(heard, "if-none-match")).isEqualTo("\"1\", W/\"2\"");
        assertThat(header(heard, "if-match")).isEqualTo("*");
        assertThat(header(heard, "if-range")).isEqualTo("\"1\"");
        assertThat(header(heard, "range")).isEqualTo("bytes=5-");
    }

    @Test
    void sendfile_outsideTheStore_isRefused() {
        HttpResponse<String> stray = get("/v2/images/stray/file");

        assertThat(stray.statusCode()).isEqualTo(502);
        assertThat(stray.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void upload_large_arrivesWhole(boolean expectContinue) {
        byte[] block = new byte[MIB];
        var body = BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(Collections.nCopies(64, block)));

        HttpResponse<String> counted =
                send(request("/v2/images/count/file").PUT(body).expectContinue(expectContinue));

        assertThat(counted.body()).isEqualTo(Integer.toString(64 * MIB));
    }

    @Test
    void upload_refusedAtOnce_clientHearsWhy() {
        byte[] block = new byte[MIB];
        Arrays.fill(block, (byte) 'x');

        HttpResponse<String> refused = send(request("/v2/images/taken/file").PUT(BodyPublishers.ofByteArray(block)));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).isEqualTo("taken");
    }

    @Test
    void stream_partsArriveAsTheyAreWritten() throws Exception {
        HttpResponse<InputStream> live = HTTP.send(request("/v2/images/live").build(), BodyHandlers.ofInputStream());
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(live.body(), UTF_8))) {
            assertThat(reader.readLine()).isEqualTo("data: first");
        }

        assertThat(FIRST_PART_READ.await(10, TimeUnit.SECONDS))
                .as("the backend hears that the client left")
                .isTrue();
    }

    private static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(Buffer.buffer(response.body()));
    }

    private static String header(JsonObject heard, String name) {
        return heard.getJsonObject("headers").getString(name);
    }

    private static HttpResponse<String> get(String target) {
        return send(request(target));
    }

    private static HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + target))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }

    /** Sends a target that a well-behaved client would tidy first. */
    private static String rawGet(String target) throws IOException {
        return raw("GET", target);
    }

    /** Reads whatever comes, also a body that must not. */
    private static String rawHead(String target) throws IOException {
        return raw("HEAD", target);
    }

    private static String raw(String method, String target) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            String request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
