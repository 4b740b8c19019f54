/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vitrine.contract.StorageEvent.CopyStored;
import io.vitrine.contract.StorageEvent.DataCorrupted;
import io.vitrine.contract.StorageEvent.DataPurged;
import io.vitrine.contract.StorageEvent.ImageDownloaded;
import io.vitrine.contract.Topics;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.Downloads;
import io.vitrine.storage.stack.RawUpload;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.TestS3;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several stores, one of them an S3 server that goes away. */
@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class StoresIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** More than two parts of an upload to S3. */
    private static final byte[] BYTES = randomBytes(12_000_001);

    private static final byte[] FEW = randomBytes(1001);

    @TestHTTPResource
    URI service;

    Servers servers;
    Catalog catalog;
    StoreFiles files;
    TestS3 s3;

    @Inject
    Stores stores;

    private EventProbe probe;
    private String token;
    private UUID image;
    private List<Path> before;

    @BeforeEach
    void queuedImage() {
        probe = servers.probe(Topics.STORAGE);
        token = servers.tokens().of("demo");
        image = catalog.createImage(token);
        before = files.all();
    }

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    @Test
    void stores_forAnyUser_areToldAsTexts() {
        as("reader")
                .get("/v2/info/stores")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("stores.id", hasItems("file", "s3", "archive"))
                .body("stores[0].id", equalTo("file"))
                .body("stores[0].default", equalTo("true"))
                .body("stores[0]", not(hasKey("description")))
                .body(of("s3"), not(hasKey("default")))
                .body(of("s3") + ".description", equalTo("objects"))
                .body(of("s3"), not(hasKey("weight")))
                .body(of("s3"), not(hasKey("read-only")))
                .body(of("archive") + ".'read-only'", equalTo("true"));
        given().get("/v2/info/stores").then().statusCode(401);
    }

    @Test
    void detail_isForAdminsAndServices() {
        as("admin")
                .get("/v2.8/info/stores/detail")
                .then()
                .statusCode(200)
                .body(of("file") + ".type", equalTo("file"))
                .body(of("file") + ".weight", equalTo(10))
                .body(of("file") + ".properties.data_dir", equalTo(files.root().toString()))
                .body(of("s3") + ".type", equalTo("s3"))
                .body(of("s3") + ".properties.s3_store_large_object_size", equalTo(5))
                .body(of("archive") + ".weight", equalTo(-1))
                .body(not(containsString(s3.secretKey())));
        as("storage").get("/v2/info/stores/detail").then().statusCode(200);
        as("demo").get("/v2/info/stores/detail").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void method_unknown_isRefused(String method) {
        as("admin").request(method, "/v2/info/stores").then().statusCode(405).header("Allow", "GET");
    }

    @Test
    void upload_toS3_isDownloadedFromThere() {
        put("s3", BYTES).statusCode(204);

        assertThat(files.since(before)).isEmpty();
        assertThat(((CopyStored) probe.awaitEvent(image, CopyStored.class).event()).store())
                .isEqualTo("s3");
        byte[] got = as("demo")
                .get(path())
                .then()
                .statusCode(200)
                .header("Content-Length", String.valueOf(BYTES.length))
                .header("Content-MD5", is(catalog.field(token, image, "checksum")))
                .extract()
                .asByteArray();
        assertThat(got).isEqualTo(BYTES);
        assertThat(probe.awaitEvent(image, ImageDownloaded.class).event())
                .isEqualTo(new ImageDownloaded(0, BYTES.length, BYTES.length, true, false));
    }

    @Test
    void download_ofARange_fromS3_hasItsBytes() {
        put("s3", BYTES).statusCode(204);

        byte[] got = as("demo")
                .header("Range", "bytes=5999999-6000003")
                .header("X-Sendfile-Type", "X-Sendfile")
                .get(path())
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 5999999-6000003/" + BYTES.length)
                .extract()
                .asByteArray();
        assertThat(got).isEqualTo(Arrays.copyOfRange(BYTES, 5_999_999, 6_000_004));
    }

    @Test
    void download_onCondition_fromS3_isAnsweredAsFromAFile() {
        put("s3", BYTES).statusCode(204);
        String tag = "\"sha512-" + catalog.field(token, image, "os_hash_value") + '"';

        as("demo")
                .head(path())
                .then()
                .statusCode(200)
                .header("ETag", tag)
                .header("Content-Length", String.valueOf(BYTES.length));
        as("demo").header("If-None-Match", tag).get(path()).then().statusCode(304);
        as("demo").header("If-Match", "\"x\"").get(path()).then().statusCode(412);
        RequestSpecification resumed = as("demo").header("If-Range", tag).header("Range", "bytes=5999999-");
        byte[] rest = resumed.get(path())
                .then()
                .statusCode(206)
                .header("ETag", tag)
                .extract()
                .asByteArray();

        assertThat(rest).isEqualTo(Arrays.copyOfRange(BYTES, 5_999_999, BYTES.length));
        assertThat(probe.awaitEvent(image, ImageDownloaded.class).event())
                .isEqualTo(new ImageDownloaded(5_999_999, rest.length, rest.length, true, false));
    }

    @Test
    void upload_ofNothing_toS3_isActiveAndEmpty() {
        put("s3", new byte[0]).statusCode(204);

        assertThat(catalog.field(token, image, "status")).isEqualTo("active");
        assertThat(as("demo").get(path()).then().statusCode(200).extract().asByteArray())
                .isEmpty();
    }

    @Test
    void upload_toAStoreThereIsNot_isRefused() {
        put("tape", FEW).statusCode(400).body(containsString("tape"));

        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
    }

    @Test
    void upload_toAReadOnlyStore_isRefused() {
        put("archive", FEW).statusCode(503).body(containsString("read-only"));

        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
    }

    @Test
    void image_deleted_losesItsDataInS3() {
        put("s3", FEW).statusCode(204);

        catalog.delete(token, image);

        DataPurged purged =
                (DataPurged) probe.awaitEvent(image, DataPurged.class).event();
        assertThat(purged.store()).isEqualTo("s3");
    }

    @Test
    void upload_whoseStoreGoesAway_isUnavailable_andTheImageCanBeFilledElsewhere() throws IOException {
        try (RawUpload upload = new RawUpload(service, token, image, BYTES.length, "X-Image-Meta-Store: s3")) {
            upload.send(Arrays.copyOf(BYTES, 6_000_000));
            s3.interrupt();
            upload.send(Arrays.copyOfRange(BYTES, 6_000_000, BYTES.length));

            assertThat(upload.status()).isEqualTo(503);
            await().atMost(PATIENCE).until(() -> "queued".equals(catalog.field(token, image, "status")));
            put("file", FEW).statusCode(204);
            as("demo").get(path()).then().statusCode(200);
        } finally {
            s3.resume();
        }
        // A round that found the store still away comes back after a minute.
        await().atMost(PATIENCE.plusMinutes(1))
                .untilAsserted(() ->
                        assertThat(stores.get("s3").partials(Instant.MAX, 1)).isEmpty());
    }

    @Test
    void download_whoseBestCopyIsGone_comesFromAnotherStore() throws IOException {
        put("file", FEW).statusCode(204);
        copyTo("s3");
        await().atMost(PATIENCE).until(() -> "file,s3".equals(catalog.field(token, image, "stores")));
        List<Path> preferred = files.since(before);

        Files.delete(preferred.getFirst());

        assertThat(Downloads.of(token, image)).isEqualTo(FEW);
    }

    @Test
    void download_comesFromTheStoreWithMoreWeight_andWhileThatIsAway_fromTheNext() throws IOException {
        put("second", FEW).statusCode(204);
        copyTo("s3");
        await().atMost(PATIENCE).until(() -> "s3,second".equals(catalog.field(token, image, "stores")));
        Path inSecond = files.since(before).getFirst();
        byte[] marked = FEW.clone();
        marked[0] ^= 1;
        Files.write(inSecond, marked);

        assertThat(Downloads.of(token, image)).isEqualTo(FEW);
        s3.interrupt();
        try {
            assertThat(Downloads.of(token, image)).isEqualTo(marked);
        } finally {
            s3.resume();
        }
    }

    @Test
    void copyImage_whoseFirstSourceIsDamaged_readsTheNext_andHasTheDamageRepaired() throws IOException {
        put("file", FEW).statusCode(204);
        Path inFile = files.since(before).getFirst();
        copyTo("second");
        await().atMost(PATIENCE).until(() -> "file,second".equals(catalog.field(token, image, "stores")));
        damage(inFile);

        copyTo("s3");

        await().atMost(PATIENCE).until(() -> "file,s3,second".equals(catalog.field(token, image, "stores")));
        assertThat(((DataCorrupted) probe.awaitEvent(image, DataCorrupted.class).event()).store())
                .isEqualTo("file");
        assertThat(Downloads.of(token, image)).isEqualTo(FEW);
    }

    @Test
    void copyImage_withoutAWholeSource_fails_andSaysSo() throws IOException {
        put("file", FEW).statusCode(204);
        damage(files.since(before).getFirst());

        copyTo("s3");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(catalog.task(token, image)).containsEntry("status", "failure"));
        assertThat(String.valueOf(catalog.task(token, image).get("message"))).contains("no copy in any store is whole");
        assertThat(catalog.field(token, image, "stores")).isEqualTo("file");
        probe.awaitEvent(image, DataCorrupted.class);
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private void copyTo(String store) {
        as("admin")
                .contentType("application/json")
                .body(Map.of("method", Map.of("name", "copy-image"), "stores", List.of(store)))
                .post("/v2/images/" + image + "/import")
                .then()
                .statusCode(202);
    }

    @Test
    void upload_toAStoreWithoutRoom_isTooLarge_andTheImageCanBeFilledElsewhere() {
        put("full", FEW).statusCode(413).body(containsString("no room"));
        assertThat(files.since(before)).isEmpty();
        put("file", FEW).statusCode(204);
    }

    @Test
    void store_away_stopsOnlyWhatIsInIt() {
        put("s3", FEW).statusCode(204);
        UUID inS3 = image;
        image = catalog.createImage(token);
        put("file", FEW).statusCode(204);
        s3.interrupt();
        try {
            as("demo")
                    .get("/v2/images/" + inS3 + "/file")
                    .then()
                    .statusCode(503)
                    .body(containsString("s3"));
            as("demo").get(path()).then().statusCode(200);
            catalog.delete(token, inS3);
            catalog.delete(token, image);
            probe.awaitEvent(image, DataPurged.class);
        } finally {
            s3.resume();
        }
        probe.awaitEvent(inS3, DataPurged.class);
    }

    private static String of(String store) {
        return "stores.find { it.id == '" + store + "' }";
    }

    private ValidatableResponse put(String store, byte[] bytes) {
        return as("demo")
                .contentType("application/octet-stream")
                .header("X-Image-Meta-Store", store)
                .body(bytes)
                .put(path())
                .then();
    }

    private RequestSpecification as(String user) {
        return given().header("X-Auth-Token", servers.tokens().of(user));
    }

    private String path() {
        return "/v2/images/" + image + "/file";
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
