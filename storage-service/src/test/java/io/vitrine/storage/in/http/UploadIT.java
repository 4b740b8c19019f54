/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vitrine.contract.StorageEvent.CopyStored;
import io.vitrine.contract.Topics;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.Downloads;
import io.vitrine.storage.stack.RawUpload;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class UploadIT {

    private static final byte[] BYTES = randomBytes(3_000_001);

    @TestHTTPResource
    URI service;

    Servers servers;
    Catalog catalog;
    StoreFiles files;

    private String token;
    private UUID image;
    private List<Path> before;

    @BeforeEach
    void queuedImage() {
        token = servers.tokens().of("demo");
        image = catalog.createImage(token);
        before = files.all();
    }

    @Test
    void upload_ofKnownLength_becomesTheImagesData() throws Exception {
        put(BYTES).statusCode(204);

        assertThat(catalog.field(token, image, "status")).isEqualTo("active");
        assertThat(catalog.field(token, image, "size")).isEqualTo("" + BYTES.length);
        assertThat(catalog.field(token, image, "checksum")).isEqualTo(hex("MD5"));
        assertThat(catalog.field(token, image, "os_hash_algo")).isEqualTo("sha512");
        assertThat(catalog.field(token, image, "os_hash_value")).isEqualTo(hex("SHA-512"));
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
        try (EventProbe probe = servers.probe(Topics.STORAGE)) {
            var stored = probe.awaitEvent(image, CopyStored.class);
            assertThat(stored.actor().project()).isEqualTo(servers.tokens().projectOf("demo"));
            assertThat(((CopyStored) stored.event()).size()).isEqualTo(BYTES.length);
        }
    }

    @Test
    void upload_chunked_becomesTheImagesData() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v2/images/" + image + "/file"))
                .header("X-Auth-Token", token)
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BYTES)))
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(204);
        }

        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
    }

    @Test
    void upload_ofNothing_makesTheImageActive() {
        put(new byte[0]).statusCode(204);

        assertThat(catalog.field(token, image, "status")).isEqualTo("active");
        assertThat(catalog.field(token, image, "size")).isEqualTo("0");
        assertThat(catalog.field(token, image, "checksum")).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
    }

    @Test
    void upload_underAnOlderVersionsPath_isTheSame() {
        request().body(BYTES).put("/v2.18/images/" + image + "/file").then().statusCode(204);
    }

    @Test
    void upload_withAnEmptyAccept_isTaken() {
        request().header("Accept", "").body(BYTES).put(path()).then().statusCode(204);
    }

    @Test
    void upload_second_isAConflict() {
        put(BYTES).statusCode(204);

        put(BYTES).statusCode(409);
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
    }

    @Test
    void upload_twoAtOnce_oneWins() throws IOException {
        try (RawUpload first = new RawUpload(service, token, image, BYTES.length)) {
            await().until(() -> "saving".equals(catalog.field(token, image, "status")));

            put(new byte[] {1}).statusCode(409);
            first.send(BYTES);
            assertThat(first.status()).isEqualTo(204);
        }
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json"})
    void upload_ofAnotherContentType_isRefused(String contentType) {
        given().header("X-Auth-Token", token)
                .header("Content-Type", contentType)
                .body(BYTES)
                .put(path())
                .then()
                .statusCode(415);
        assertQueuedAndNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "-1", "x", "99999999999999999999"})
    void upload_ofAnotherSizeThanAnnounced_isRefused(String size) {
        request()
                .header("x-openstack-image-size", size)
                .body(BYTES)
                .put(path())
                .then()
                .statusCode(400);
        assertQueuedAndNothingLeft();
    }

    @Test
    void upload_overTheCap_isTooLarge() throws IOException {
        try (RawUpload huge = new RawUpload(service, token, image, 1L << 51)) {
            assertThat(huge.status()).isEqualTo(413);
        }
        assertQueuedAndNothingLeft();
    }

    @Test
    void upload_refusedWhileItIsSent_isAnswered_alsoWhereTheConnectionEndsThen() {
        byte[] moreThanSocketsHold = new byte[50_000_000];

        assertThat(CompletableFuture.supplyAsync(() -> {
                    try (RawUpload lost = new RawUpload(
                            service, token, UUID.randomUUID(), moreThanSocketsHold.length, "Connection: close")) {
                        lost.send(moreThanSocketsHold);
                        return lost.status();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }))
                .succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo(404);
    }

    @Test
    void upload_ofMoreThanTheStoreHasRoomFor_isTooLargeBeforeTheFirstByte() throws IOException {
        try (RawUpload huge = new RawUpload(service, token, image, 1L << 49, "Expect: 100-continue")) {
            assertThat(huge.status()).isEqualTo(413);
        }
        assertQueuedAndNothingLeft();
    }

    @Test
    void upload_whoseSenderAsks_goesOnOnlyWhenItIsWanted() throws IOException {
        try (RawUpload wanted = new RawUpload(service, token, image, BYTES.length, "Expect: 100-continue")) {
            assertThat(wanted.status()).isEqualTo(100);
            wanted.send(BYTES);
            assertThat(wanted.status()).isEqualTo(204);
        }
        try (RawUpload second = new RawUpload(service, token, image, BYTES.length, "Expect: 100-continue")) {
            assertThat(second.status()).isEqualTo(409);
        }
    }

    @Test
    void upload_thatBreaks_leavesTheImageQueuedAndNothingOnDisk_andCanBeTriedAgain() throws IOException {
        try (RawUpload broken = new RawUpload(service, token, image, BYTES.length)) {
            broken.send(Arrays.copyOf(BYTES, 1_000_000));
            await().until(() -> !files.since(before).isEmpty());
        }

        await().untilAsserted(this::assertQueuedAndNothingLeft);
        put(BYTES).statusCode(204);
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
    }

    @Test
    void upload_thatFallsSilent_isGivenUp() throws IOException {
        try (RawUpload silent = new RawUpload(service, token, image, BYTES.length)) {
            silent.send(new byte[10]);

            assertThat(silent.status()).isEqualTo(408);
        }
        assertQueuedAndNothingLeft();
    }

    @Test
    void upload_outlivingItsFirstLeaseAndItsToken_ends() throws IOException {
        String shortLived = servers.tokens().fresh("demo");
        try (RawUpload slow = new RawUpload(service, shortLived, image, 40)) {
            slow.send(new byte[1]);
            await().until(() -> "saving".equals(catalog.field(token, image, "status")));
            servers.tokens().revoke(shortLived);
            for (int sent = 1; sent < 40; sent++) {
                await().pollDelay(StorageStack.LEASE.dividedBy(20)).until(() -> true);
                slow.send(new byte[1]);
            }
            assertThat(slow.status()).isEqualTo(204);
        }
    }

    @Test
    void upload_whoseImageIsDeleted_isGoneAndNothingIsLeft() throws IOException {
        try (RawUpload orphan = new RawUpload(service, token, image, BYTES.length)) {
            orphan.send(Arrays.copyOf(BYTES, 1_000_000));
            await().until(() -> !files.since(before).isEmpty());

            catalog.delete(token, image);
            orphan.send(Arrays.copyOfRange(BYTES, 1_000_000, BYTES.length));
            assertThat(orphan.status()).isEqualTo(410);
        }
        await().untilAsserted(() -> assertThat(files.since(before)).isEmpty());
    }

    @Test
    void upload_byAReader_isForbidden() {
        given().header("X-Auth-Token", servers.tokens().of("reader"))
                .contentType("application/octet-stream")
                .body(BYTES)
                .put(path())
                .then()
                .statusCode(403)
                .body(containsString("403 Forbidden"));
    }

    @Test
    void upload_toAnotherProjectsImage_isNotFound() {
        given().header("X-Auth-Token", servers.tokens().of("alt"))
                .contentType("application/octet-stream")
                .body(BYTES)
                .put(path())
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "PATCH", "OPTIONS"})
    void method_unknown_isRefusedWithThoseThatAre(String method) {
        request().request(method, path()).then().statusCode(405).header("Allow", "GET, HEAD, PUT");
    }

    private void assertQueuedAndNothingLeft() {
        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
        assertThat(files.since(before)).isEmpty();
    }

    private ValidatableResponse put(byte[] bytes) {
        return request().body(bytes).put(path()).then();
    }

    private RequestSpecification request() {
        return given().header("X-Auth-Token", token).contentType("application/octet-stream");
    }

    private String path() {
        return "/v2/images/" + image + "/file";
    }

    private static String hex(String algorithm) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(BYTES));
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
