/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServerOptions;
import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.DeclaredDigest;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.domain.StorageError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of another region, which may say what it likes. */
class RegionSourceIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final long CAP = 1000;
    private static final UUID IMAGE = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final String PATH = "/image/v2/images/" + IMAGE;

    private final RawServer server = new RawServer(VERTX, new NetServerOptions().setHost("127.0.0.1"));
    private final RegionSource regions = new RegionSource(
            VERTX,
            WebSettings.storage(Map.of(
                    "glance-download.regions",
                            "there=http://127.0.0.1:" + server.port() + "/image/, gone=http://[::1]:9",
                    "web-download.idle-timeout", "1s",
                    "web-download.connect-timeout", "1s")));

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void image_isFetchedWithTheToken_andWithWhatBelongsToIt() {
        describe(record().put("hw_disk_bus", "virtio")
                .put("trait:X", "required")
                .put("os_distro", "debian")
                .put("os_distribution", "other")
                .put("owner", "somebody")
                .put("img_x", "y")
                .put("hw_number", 3));
        server.image(PATH + "/file", "an image");

        RegionImage image = fetch("there");

        assertThat(Drained.text(image.data())).isEqualTo("an image");
        assertThat(image.properties())
                .isEqualTo(Map.of("hw_disk_bus", "virtio", "trait:X", "required", "os_distro", "debian"));
        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request).containsIgnoringCase("\r\nx-auth-token: secret\r\n"));
        assertThat(image.announced())
                .isEqualTo(new Announcement(
                        8L, List.of(new DeclaredDigest("region 'there'", HashAlgorithm.SHA512, "f00d"))));
    }

    @Test
    void digest_isTheOneThatCanBeCompared() {
        server.image(PATH + "/file", "an image");
        assertDigest(record().put("os_hash_algo", "sha256"), HashAlgorithm.SHA256, "f00d");
        assertDigest(record().put("os_hash_algo", "blake2b"), HashAlgorithm.MD5, "c0ffee");
        assertDigest(record().putNull("os_hash_value"), HashAlgorithm.MD5, "c0ffee");
    }

    private void assertDigest(JsonObject record, HashAlgorithm algorithm, String hash) {
        describe(record);
        RegionImage image = fetch("there");
        image.data().close();
        assertThat(image.announced().digests()).containsExactly(new DeclaredDigest("region 'there'", algorithm, hash));
    }

    @ParameterizedTest
    @CsvSource({
        "401, may have expired",
        "403, that you may read",
        "404, that you may read",
        "302, answered 302",
        "400, answered 400",
    })
    void refusal_isFinal(int status, String reason) {
        server.answer(PATH, "HTTP/1.1 " + status + " No\nLocation: /elsewhere\nContent-Length: 0", "");
        assertInvalid(reason);

        describe(record());
        server.answer(PATH + "/file", "HTTP/1.1 " + status + " No\nLocation: /elsewhere\nContent-Length: 0", "");
        assertInvalid(reason);
        assertThat(server.requests()).noneMatch(request -> request.contains("/elsewhere"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void failure_mayPass(int status) {
        server.answer(PATH, "HTTP/1.1 " + status + " No\nContent-Length: 0", "");
        assertThatThrownBy(() -> fetch("there")).isInstanceOf(StorageError.Unavailable.class);
    }

    @Test
    void region_thatIsAway_mayComeBack() {
        assertThatThrownBy(() -> fetch("gone")).isInstanceOf(StorageError.Unavailable.class);
    }

    @Test
    void region_thatTellsNothing_isNotWaitedFor() {
        server.answer(PATH, socket -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"));
        assertThatThrownBy(() -> fetch("there")).isInstanceOf(StorageError.Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | cannot be read",
                "{\"status\": 1} | is not active",
                "{\"status\": \"queued\"} | is not active",
                "{\"status\": \"active\"} | no checksum",
                "{\"status\": \"active\", \"checksum\": \"x\", \"size\": \"y\"} | cannot be read",
            })
    void record_thatMakesNoSense_isFinal(String record, String reason) {
        server.image(PATH, record);
        assertInvalid(reason);
    }

    @Test
    void record_withoutEnd_isRefused() {
        server.answer(PATH, socket -> {
            socket.write("HTTP/1.1 200 OK\r\n\r\n");
            socket.write(Buffer.buffer(new byte[2 << 20]));
        });
        assertInvalid("too long");
    }

    @Test
    void image_withoutData_orWithTooMuch_isRefused() {
        describe(record());
        server.answer(PATH + "/file", "HTTP/1.1 204 No Content", "");
        assertInvalid("has no data");
        server.image(PATH + "/file", "x".repeat(1001));
        assertThatThrownBy(() -> fetch("there")).isInstanceOf(StorageError.TooLarge.class);
        server.answer(PATH + "/file", "HTTP/1.1 200 OK", "x".repeat(1001));
        WebDownload endless = fetch("there").data();
        assertThatThrownBy(() -> Drained.drain(endless, chunk -> CompletableFuture.completedFuture(null)))
                .isInstanceOf(StorageError.TooLarge.class);
    }

    @Test
    void region_unknown_isRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> fetch("nowhere"))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessageContaining("there, gone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "there",
                "=http://a",
                "a=ftp://b",
                "a=http://u:p@b",
                "a=http://b?x",
                "a=b",
                "a=http://b,a=http://c",
            })
    void setting_thatNamesNoRegion_endsTheStart(String setting) {
        var config = WebSettings.storage(Map.of("glance-download.regions", setting));
        assertThatThrownBy(() -> new RegionSource(VERTX, config)).hasMessageContaining("glance-download.regions");
    }

    private void assertInvalid(String reason) {
        assertThatThrownBy(() -> fetch("there"))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret");
    }

    private RegionImage fetch(String region) {
        return regions.fetch(region, IMAGE, "secret", CAP).await().atMost(Duration.ofSeconds(20));
    }

    private void describe(JsonObject record) {
        server.image(PATH, record.encode());
    }

    private static JsonObject record() {
        return new JsonObject()
                .put("status", "active")
                .put("disk_format", "qcow2")
                .put("container_format", "bare")
                .put("size", 8)
                .put("checksum", "c0ffee")
                .put("os_hash_algo", "sha512")
                .put("os_hash_value", "f00d");
    }
}
