/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vitrine.storage.domain.StorageError;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which places are asked. The name {@code images.test} is allowed, and lies on a real server on this machine. */
class WebSourceIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final long CAP = 1000;

    private final RawServer server = new RawServer(VERTX, new NetServerOptions().setHost("127.0.0.1"));
    private final Map<String, String[]> names = new HashMap<>(Map.of("images.test", new String[] {"127.0.0.1"}));
    private final List<String> resolved = new CopyOnWriteArrayList<>();

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void image_isFetchedAsItIs() {
        server.image("/a.img?b=c%20d", "an image");

        WebDownload download = fetch("/a.img?b=c%20d#e");

        assertThat(download.length()).isEqualTo(8);
        assertThat(Drained.text(download)).isEqualTo("an image");
        assertThat(server.requests().getFirst())
                .startsWith("GET /a.img?b=c%20d HTTP/1.1\r\n")
                .containsIgnoringCase("\r\nhost: images.test:" + server.port() + "\r\n")
                .containsIgnoringCase("\r\naccept-encoding: identity\r\n")
                .doesNotContainIgnoringCase("\r\nreferer:")
                .doesNotContainIgnoringCase("\r\nauthorization:");
    }

    @Test
    void image_ofUnsaidLength_isFetched() {
        server.answer("/chunked", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        server.answer("/closing", "HTTP/1.0 200 OK", "abcde");

        for (String path : List.of("/chunked", "/closing")) {
            WebDownload download = fetch(path);
            assertThat(download.length()).isNull();
            assertThat(Drained.text(download)).isEqualTo("abcde");
        }
    }

    @Test
    void image_withoutAByte_isFetched() {
        server.image("/empty", "");

        assertThat(Drained.text(fetch("/empty"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_isFollowed(int status) {
        server.answer("/old", "HTTP/1.1 " + status + " Moved\nLocation: new?x=1\nContent-Length: 0", "");
        server.image("/new?x=1", "an image");

        assertThat(Drained.text(fetch("/old"))).isEqualTo("an image");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:PORT/secret, not on the public internet",
        "//127.0.0.1:PORT/secret, not on the public internet",
        "http://169.254.169.254:PORT/secret, not on the public internet",
        "'http://[::1]:PORT/secret', not on the public internet",
        "'http://[::ffff:127.0.0.1]:PORT/secret', usual form",
        "'http://[::ffff:7f00:1]:PORT/secret', usual form",
        "http://2130706433:PORT/secret, usual form",
        "http://0x7f.1:PORT/secret, usual form",
        "http://internal.test:PORT/secret, not on the public internet",
        "http://mixed.test:PORT/secret, not on the public internet",
        "http://user:pass@images.test:PORT/secret, user name",
        "http://images.test:22/secret, ports",
        "file:///etc/passwd, http or https",
        "gopher://images.test:PORT/secret, http or https",
        "'http://images.test:PORT/a b', not a URI",
    })
    void redirect_toAForbiddenPlace_isNotFollowed(String location, String reason) {
        names.put("internal.test", new String[] {"127.0.0.1"});
        names.put("mixed.test", new String[] {"8.8.8.8", "127.0.0.1"});
        server.image("/secret", "secret");
        server.redirect("/old", location.replace("PORT", "" + server.port()));

        assertThatThrownBy(() -> fetch("/old"))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void redirects_withoutEnd_areLeft() {
        server.redirect("/round", "/round");

        assertThatThrownBy(() -> fetch("/round"))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessageContaining("more than 5 redirects");
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void name_isResolvedOnce_soThatAnotherAnswerComesTooLate() {
        names.put("rebinding.test", new String[] {"127.0.0.1", "then", "127.0.0.2"});
        RawServer secret =
                new RawServer(VERTX, new NetServerOptions().setHost("127.0.0.2").setPort(server.port()));
        secret.image("/a", "secret");
        server.image("/a", "an image");
        server.redirect("/again", "/a");

        String base = "http://rebinding.test:" + server.port();
        assertThat(Drained.text(fetchAt(base + "/a", "allowed-hosts", "127.0.0.1")))
                .isEqualTo("an image");
        assertThat(resolved).containsExactly("rebinding.test");

        resolved.clear();
        assertThatThrownBy(() -> fetchAt(base + "/again", "allowed-hosts", "127.0.0.1"))
                .hasMessageContaining("not on the public internet");
        assertThat(secret.requests()).isEmpty();
    }

    @Test
    void address_thatDoesNotAnswer_isFollowedByTheNext() {
        names.put("images.test", new String[] {"127.0.0.3", "127.0.0.1"});
        server.image("/a", "an image");

        assertThat(Drained.text(fetch("/a"))).isEqualTo("an image");
    }

    @ParameterizedTest
    @CsvSource({"204", "206", "300", "304", "400", "401", "403", "404", "410", "416"})
    void status_thatWillNotPass_isInvalid(int status) {
        server.answer("/a", "HTTP/1.1 " + status + " Top secret\nContent-Length: 6", "secret");

        assertThatThrownBy(() -> fetch("/a"))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessage("'images.test' answered " + status + " instead of sending the image.");
    }

    @ParameterizedTest
    @CsvSource({"408", "429", "500", "502", "503", "504"})
    void status_thatMayPass_isUnavailable(int status) {
        server.answer("/a", "HTTP/1.1 " + status + " Top secret\nContent-Length: 6", "secret");

        assertThatThrownBy(() -> fetch("/a"))
                .isInstanceOf(StorageError.Unavailable.class)
                .hasMessage("'images.test' answered " + status + " instead of sending the image.");
    }

    @Test
    void answer_withAContentEncoding_isInvalid() {
        server.answer("/a", "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: 3", "abc");

        assertThatThrownBy(() -> fetch("/a"))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessageContaining("Content-Encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                ""
            })
    void answer_thatIsNotHttp_mayPass(String answer) {
        server.answer("/a", socket -> socket.end(io.vertx.core.buffer.Buffer.buffer(answer)));

        assertThatThrownBy(() -> fetch("/a"))
                .isInstanceOf(StorageError.Unavailable.class)
                .hasMessage("'images.test' cannot be reached just now.");
    }

    @Test
    void server_thatDoesNotAnswer_mayPass() {
        server.answer("/a", socket -> {});

        assertThatThrownBy(() -> fetchAt(uri("/a"), "allowed-hosts", "images.test", "idle-timeout", "0.2s"))
                .isInstanceOf(StorageError.Unavailable.class);
    }

    @Test
    void head_thatComesDropByDrop_isCut() {
        server.answer("/a", socket -> VERTX.setPeriodic(20, drop -> socket.write("H")));

        assertThatThrownBy(() -> fetchAt(uri("/a"), "allowed-hosts", "images.test", "idle-timeout", "0.2s"))
                .isInstanceOf(StorageError.Unavailable.class);
    }

    @Test
    void server_thatIsNotThere_mayPass() {
        names.put("images.test", new String[] {"127.0.0.3"});

        assertThatThrownBy(() -> fetch("/a")).isInstanceOf(StorageError.Unavailable.class);
    }

    @Test
    void name_thatDoesNotExist_isInvalid_butAResolverThatIsAway_mayPass() {
        names.put("images.test", new String[] {"images.test: Name or service not known"});
        assertThatThrownBy(() -> fetch("/a"))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessage("The host 'images.test' is not known.");

        names.put("images.test", new String[] {"images.test: Temporary failure in name resolution"});
        assertThatThrownBy(() -> fetch("/a")).isInstanceOf(StorageError.Unavailable.class);
    }

    @Test
    void literalAddress_isAskedIfAllowed() {
        server.image("/a", "an image");
        String uri = "http://127.0.0.1:" + server.port() + "/a";

        assertThat(Drained.text(fetchAt(uri, "allowed-hosts", "127.0.0.0/8"))).isEqualTo("an image");
        assertThat(resolved).isEmpty();
        assertThatThrownBy(() -> fetchAt(uri)).isInstanceOf(StorageError.Invalid.class);
    }

    private WebDownload fetch(String path) {
        return fetchAt(uri(path), "allowed-hosts", "images.test");
    }

    private String uri(String path) {
        return "http://images.test:" + server.port() + path;
    }

    private WebDownload fetchAt(String uri, String... settings) {
        List<String> all = new ArrayList<>(List.of("ports", "" + server.port(), "connect-timeout", "5s"));
        all.addAll(Arrays.asList(settings));
        WebSource source = new WebSource(
                VERTX, WebSettings.of(all.toArray(String[]::new)), this::resolve, new HttpClientOptions());
        return source.fetch(URI.create(uri), CAP).await().atMost(Duration.ofSeconds(20));
    }

    /** After "then" comes what later answers have. */
    private InetAddress[] resolve(String name) throws UnknownHostException {
        resolved.add(name);
        String[] found = names.get(name);
        if (found[0].contains(" ")) {
            throw new UnknownHostException(found[0]);
        }
        List<String> all = Arrays.asList(found);
        int then = all.indexOf("then");
        boolean later = resolved.size() > 1;
        List<String> now = then < 0 ? all : later ? all.subList(then + 1, all.size()) : all.subList(0, then);
        InetAddress[] addresses = new InetAddress[now.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = InetAddress.getByName(now.get(i));
        }
        return addresses;
    }
}
