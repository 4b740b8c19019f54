/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vitrine.storage.domain.StorageError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection goes to a checked address, but TLS is held to the name in the URI. */
class WebTlsIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path directory;

    private static Path certificate;
    private static RawServer server;

    @BeforeAll
    static void start() throws Exception {
        Path store = directory.resolve("server.p12");
        certificate = directory.resolve("server.pem");
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=Test", "-ext", "san=dns:images.test");
        keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
        server = new RawServer(
                VERTX,
                new NetServerOptions()
                        .setHost("127.0.0.1")
                        .setSsl(true)
                        .setSni(true)
                        .setKeyCertOptions(
                                new PfxOptions().setPath(store.toString()).setPassword(PASSWORD)));
        server.image("/a", "an image");
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void forget() {
        server.requests().clear();
        server.names().clear();
    }

    @Test
    void certificate_ofTheName_isAccepted_andTheNameIsSaid() {
        assertThat(Drained.text(fetch("https://images.test:PORT/a"))).isEqualTo("an image");
        assertThat(server.names()).containsExactly("images.test");
    }

    @Test
    void certificate_ofAnotherName_isRefused() {
        assertThatThrownBy(() -> fetch("https://other.test:PORT/a"))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessage("The certificate of 'other.test' is not valid for it.");
        assertThatThrownBy(() -> fetch("https://127.0.0.1:PORT/a")).isInstanceOf(StorageError.Invalid.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void certificate_ofAnUnknownAuthority_isRefused() {
        assertThatThrownBy(() -> fetch(new HttpClientOptions(), "https://images.test:PORT/a"))
                .isInstanceOf(StorageError.Invalid.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void server_withoutTls_mayPass() {
        RawServer plain = plain();

        String uri = "https://images.test:" + plain.port() + "/a";
        assertThatThrownBy(() -> fetch(uri, plain, "connect-timeout", "1s"))
                .isInstanceOf(StorageError.Unavailable.class);
    }

    @Test
    void redirect_fromHttpsToHttp_isFollowedOnlyIfAllowed() {
        RawServer plain = plain();
        plain.image("/a", "an image");
        server.redirect("/down", "http://images.test:" + plain.port() + "/a");

        assertThatThrownBy(() -> fetch("https://images.test:PORT/down", plain))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessageContaining("from https to http");
        assertThat(plain.requests()).isEmpty();
        assertThat(Drained.text(fetch("https://images.test:PORT/down", plain, "allow-downgrade", "true")))
                .isEqualTo("an image");
    }

    @Test
    void redirect_fromHttpToHttps_isFollowed() {
        RawServer plain = plain();
        plain.redirect("/up", "https://images.test:" + server.port() + "/a");

        assertThat(Drained.text(fetch("http://images.test:" + plain.port() + "/up", plain)))
                .isEqualTo("an image");
    }

    private static RawServer plain() {
        return new RawServer(VERTX, new NetServerOptions().setHost("127.0.0.1"));
    }

    private static WebDownload fetch(String uri) {
        return fetch(trusting(), uri);
    }

    private static WebDownload fetch(String uri, RawServer other, String... settings) {
        List<String> all = new ArrayList<>(Arrays.asList(settings));
        all.addAll(List.of("ports", server.port() + "," + other.port()));
        return fetch(trusting(), uri, all.toArray(String[]::new));
    }

    private static WebDownload fetch(HttpClientOptions options, String uri, String... settings) {
        List<String> all = new ArrayList<>(List.of("ports", "" + server.port(), "allowed-hosts", "127.0.0.1"));
        all.addAll(Arrays.asList(settings));
        InetAddress[] here = {InetAddress.getLoopbackAddress()};
        return new WebSource(VERTX, WebSettings.of(all.toArray(String[]::new)), name -> here, options)
                .fetch(URI.create(uri.replace("PORT", "" + server.port())), 1000)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static HttpClientOptions trusting() {
        return new HttpClientOptions().setTrustOptions(new PemTrustOptions().addCertPath(certificate.toString()));
    }

    private static void keytool(Path store, String command, String... options)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool", command));
        line.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-alias", "server"));
        line.addAll(Arrays.asList(options));
        Process keytool = new ProcessBuilder(line).inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
    }
}
