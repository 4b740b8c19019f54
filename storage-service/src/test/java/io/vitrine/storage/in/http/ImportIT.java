/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vitrine.contract.CatalogEvent.ImageImportFailed;
import io.vitrine.contract.StorageEvent.CopyStored;
import io.vitrine.contract.StorageEvent.DataPurged;
import io.vitrine.contract.StorageEvent.StagedDataReceived;
import io.vitrine.contract.Topics;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.Downloads;
import io.vitrine.storage.stack.Qcow2;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.storage.stack.WebFiles;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class ImportIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] BYTES = randomBytes(3_000_001);

    private static WebFiles web;

    Servers servers;
    Catalog catalog;
    StoreFiles files;

    private String token;
    private UUID image;
    private List<Path> before;

    @BeforeAll
    static void serve() throws IOException {
        web = new WebFiles(BYTES);
    }

    @AfterAll
    static void stopServing() {
        web.close();
    }

    @BeforeEach
    void queuedImage() {
        token = servers.tokens().of("demo");
        image = catalog.createImage(token);
        before = files.all();
    }

    @Test
    void stage_thenImport_makesTheImageActiveAndKeepsNothingStaged() {
        stage(BYTES).statusCode(204);
        assertThat(catalog.field(token, image, "status")).isEqualTo("uploading");
        assertThat(files.since(before)).hasSize(1);

        ask("{\"method\": {\"name\": \"glance-direct\"}}").statusCode(202);

        catalog.awaitStatus(token, image, "active");
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
        assertThat(catalog.field(token, image, "size")).isEqualTo("" + BYTES.length);
        assertThat(catalog.task(token, image))
                .containsEntry("status", "success")
                .containsEntry("message", "Copied 2 MiB");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).hasSize(1));
        try (EventProbe probe = servers.probe(Topics.STORAGE)) {
            probe.awaitEvent(image, StagedDataReceived.class);
            probe.awaitEvent(image, CopyStored.class);
            var purged = probe.awaitEvent(image, DataPurged.class);
            assertThat(((DataPurged) purged.event()).reason()).isEqualTo("staging_ended");
        }
    }

    @Test
    void stage_second_isAConflict() {
        stage(BYTES).statusCode(204);

        stage(BYTES).statusCode(409);
        put(BYTES).statusCode(409);
        assertThat(catalog.field(token, image, "status")).isEqualTo("uploading");
    }

    @Test
    void stage_ofAnImageThatIsDeleted_leavesNothing() {
        stage(BYTES).statusCode(204);

        catalog.delete(token, image);

        awaitNothingLeft();
    }

    @Test
    void import_ofNothingStaged_isAConflict() {
        ask("{\"method\": {\"name\": \"glance-direct\"}}").statusCode(409);
    }

    @Test
    void import_ofContentThatIsNotWhatItShouldBe_failsWithItsReason() {
        stage(Qcow2.withBackingFile("/etc/passwd")).statusCode(204);

        ask("{\"method\": {\"name\": \"glance-direct\"}}").statusCode(202);

        catalog.awaitStatus(token, image, "queued");
        assertThat(catalog.task(token, image)).containsEntry("status", "failure");
        assertThat(String.valueOf(catalog.task(token, image).get("message"))).contains("backing file");
        awaitNothingLeft();
    }

    @Test
    void webDownload_makesTheImageActive() {
        ask(webDownload("/image")).statusCode(202);

        catalog.awaitStatus(token, image, "active");
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
    }

    @Test
    void webDownload_fromAServerThatFailsOnce_isTriedAgain() {
        ask(webDownload("/flaky")).statusCode(202);

        catalog.awaitStatus(token, image, "active");
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
    }

    @Test
    void webDownload_fromAServerThatIsDown_waitsSayingWhy_thenFails() {
        ask(webDownload("/down")).statusCode(202);

        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, Object> task = catalog.task(token, image);
            assertThat(task).containsEntry("status", "pending");
            assertThat(String.valueOf(task.get("message")))
                    .startsWith("To be tried again: ")
                    .contains("503");
        });
        catalog.awaitStatus(token, image, "queued");
        assertThat(catalog.task(token, image)).containsEntry("status", "failure");
    }

    @Test
    void webDownload_ofWhatIsNotThere_failsWithItsReason() {
        ask(webDownload("/nothing")).statusCode(202);

        catalog.awaitStatus(token, image, "queued");
        assertThat(catalog.task(token, image)).containsEntry("status", "failure");
        assertThat(String.valueOf(catalog.task(token, image).get("message"))).contains("404");
        awaitNothingLeft();
        try (EventProbe probe = servers.probe(Topics.CATALOG)) {
            probe.awaitEvent(image, ImageImportFailed.class);
        }
    }

    @Test
    void webDownload_ofAnImageThatIsDeleted_stopsAndLeavesNothing() {
        ask(webDownload("/stuck")).statusCode(202);
        await().atMost(PATIENCE).until(() -> web.wasAskedFor("/stuck"));
        await().atMost(PATIENCE).until(() -> !files.since(before).isEmpty());

        catalog.delete(token, image);

        awaitNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5", "sha256", "sha512"})
    void webDownload_ofWhatItsUserSaidItWas_isTaken(String algorithm) {
        ask(declared(algorithm, digest(algorithm))).statusCode(202);
        catalog.awaitStatus(token, image, "active");
    }

    @Test
    void webDownload_ofSomethingElseThanItsUserSaid_isRefused_withBothDigests() {
        String other = digest("sha256").replaceAll("[0-7]", "9");
        ask(declared("sha256", other)).statusCode(202);

        catalog.awaitStatus(token, image, "queued");
        assertThat(String.valueOf(catalog.task(token, image).get("message"))).contains(other, digest("sha256"));
        awaitNothingLeft();
    }

    private static String declared(String algorithm, String digest) {
        return """
                {"method": {"name": "web-download", "uri": "%s", "os_hash_algo": "%s", "os_hash_value": "%s"}}""".formatted(web.uri("/image"), algorithm, digest);
    }

    private static String digest(String algorithm) {
        return HexFormat.of().formatHex(HashAlgorithm.of(algorithm).begin().digest(BYTES));
    }

    @Test
    void webDownload_intoSeveralStores_bringsItToEach() {
        ask("""
                {"method": {"name": "web-download", "uri": "%s"}, "stores": ["second", "file"]}""".formatted(web.uri("/image"))).statusCode(202);

        catalog.awaitStatus(token, image, "active");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).hasSize(2));
    }

    @Test
    void import_whereAllStoresMustSucceed_failsWithOneOfThem() {
        stage(BYTES).statusCode(204);

        ask("""
                {"method": {"name": "glance-direct"}, "stores": ["file", "full"]}""").statusCode(202);

        catalog.awaitStatus(token, image, "queued");
        awaitNothingLeft();
    }

    @Test
    void import_whereNotAllStoresMustSucceed_takesWhatItGets() {
        stage(BYTES).statusCode(204);

        ask("""
                {"method": {"name": "glance-direct"}, "stores": ["full", "second"],
                 "all_stores_must_succeed": false}""").statusCode(202);

        catalog.awaitStatus(token, image, "active");
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
        assertThat(catalog.field(token, image, "os_glance_failed_import")).isEqualTo("full");
    }

    @Test
    void copyImage_addsACopy_thatCanBeRemovedAgain() {
        put(BYTES).statusCode(204);
        String admin = servers.tokens().of("admin");

        as(admin).body("""
                {"method": {"name": "copy-image"}, "stores": ["second"]}""").post(path("import")).then().statusCode(202);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(catalog.task(token, image)).containsEntry("status", "success"));
        assertThat(files.since(before)).hasSize(2);
        removeCopy("full").statusCode(404);
        removeCopy("nowhere").statusCode(409);
        removeCopy("file").statusCode(204);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).hasSize(1));
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
        removeCopy("second").statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 400",
                "[] | 400",
                "{} | 400",
                "{\"method\": \"web-download\"} | 400",
                "{\"method\": {\"name\": 1}} | 400",
                "{\"method\": {\"name\": \"teleport\"}} | 400",
                "{\"method\": {\"name\": \"web-download\"}} | 400",
                "{\"method\": {\"name\": \"web-download\", \"uri\": \"http://example.org/x\", \"os_hash_algo\": \"md4\","
                        + " \"os_hash_value\": \"00\"}} | 400",
                "{\"method\": {\"name\": \"web-download\", \"uri\": \"http://example.org/x\", \"os_hash_value\": \"00\"}} | 400",
                "{\"method\": {\"name\": \"web-download\", \"uri\": \"http://169.254.169.254/\"}} | 400",
                "{\"method\": {\"name\": \"web-download\", \"uri\": \"file:///etc/passwd\"}} | 400",
                "{\"method\": {\"name\": \"web-download\", \"uri\": \" \"}} | 400",
                "{\"method\": {\"name\": \"glance-direct\"}, \"stores\": [\"nowhere\"]} | 409",
                "{\"method\": {\"name\": \"glance-direct\"}, \"stores\": [1]} | 400",
                "{\"method\": {\"name\": \"glance-direct\"}, \"stores\": \"file\"} | 400",
                "{\"method\": {\"name\": \"glance-direct\"}, \"stores\": [\"file\"], \"all_stores\": true} | 400",
                "{\"method\": {\"name\": \"glance-direct\"}, \"all_stores\": \"yes\"} | 400",
                "{\"method\": {\"name\": \"copy-image\"}} | 400",
            })
    void import_thatMakesNoSense_isRefused(String body, int status) {
        ask(body).statusCode(status);

        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
    }

    @Test
    void import_ofAnotherProjectsImage_isNotFound() {
        as(servers.tokens().of("alt"))
                .body(webDownload("/image"))
                .post(path("import"))
                .then()
                .statusCode(404);
    }

    @Test
    void methods_areThoseThatAreOn() {
        as(token)
                .get("/v2/info/import")
                .then()
                .statusCode(200)
                .body("import-methods.value", hasItems("glance-direct", "web-download", "copy-image"));
    }

    @ParameterizedTest
    @CsvSource({"GET, stage, PUT", "PUT, import, POST"})
    void method_unknown_isRefusedWithTheOneThatIs(String method, String what, String allowed) {
        as(token).request(method, path(what)).then().statusCode(405).header("Allow", containsString(allowed));
    }

    private void awaitNothingLeft() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).isEmpty());
    }

    private static String webDownload(String path) {
        return """
                {"method": {"name": "web-download", "uri": "%s"}}""".formatted(web.uri(path));
    }

    private ValidatableResponse ask(String body) {
        return as(token).body(body).post(path("import")).then();
    }

    private ValidatableResponse removeCopy(String store) {
        return as(servers.tokens().of("admin"))
                .delete("/v2/stores/" + store + "/" + image)
                .then();
    }

    private ValidatableResponse stage(byte[] bytes) {
        return octets(bytes).put(path("stage")).then();
    }

    private ValidatableResponse put(byte[] bytes) {
        return octets(bytes).put(path("file")).then();
    }

    private RequestSpecification octets(byte[] bytes) {
        return given().header("X-Auth-Token", token)
                .contentType("application/octet-stream")
                .body(bytes);
    }

    private static RequestSpecification as(String someone) {
        return given().header("X-Auth-Token", someone).contentType("application/json");
    }

    private String path(String what) {
        return "/v2/images/" + image + "/" + what;
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
