/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vitrine.contract.Topics;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.Downloads;
import io.vitrine.storage.stack.OtherRegion;
import io.vitrine.storage.stack.OtherRegion.Fault;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports from another region, with the user's own token. */
@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class RegionImportIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] BYTES = randomBytes(3_000_001);

    Servers servers;
    Catalog catalog;
    StoreFiles files;
    OtherRegion region;

    @Inject
    DataSource database;

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
    void import_bringsTheDataAndItsProperties_andForgetsTheToken() throws SQLException {
        UUID there = region.add(token, BYTES, Fault.NONE);

        ask(there).statusCode(202);

        catalog.awaitStatus(token, image, "active");
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
        assertThat(catalog.field(token, image, "hw_disk_bus")).isEqualTo("virtio");
        assertThat(catalog.field(token, image, "'owner_specified.x'")).isEqualTo("null");
        assertThat(catalog.task(token, image)).containsEntry("status", "success");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(jobs()).isEmpty());
        for (String topic : List.of(Topics.CATALOG, Topics.STORAGE)) {
            try (EventProbe probe = servers.probe(topic)) {
                assertThat(probe.records())
                        .noneMatch(said -> said.value() != null
                                && new String(said.value(), StandardCharsets.UTF_8).contains(token));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"disk_format\": \"iso\", \"container_format\": \"bare\"}",
                "{\"container_format\": \"docker\"}"
            })
    void import_bringsItsFormats(String record) {
        image = catalog.create(token, record);
        ask(region.add(token, BYTES, Fault.NONE)).statusCode(202);

        catalog.awaitStatus(token, image, "active");
        assertThat(catalog.field(token, image, "disk_format")).isEqualTo("raw");
        assertThat(catalog.field(token, image, "container_format")).isEqualTo("bare");
    }

    @Test
    void import_underWay_keepsTheTokenSealed_andStopsWithItsImage() throws SQLException {
        UUID there = region.add(token, BYTES, Fault.STUCK);
        ask(there).statusCode(202);
        await().atMost(PATIENCE)
                .until(() -> region.asked(there) > 0 && !files.since(before).isEmpty());

        assertThat(jobs()).hasSize(1).noneMatch(job -> job.contains(token));
        catalog.delete(token, image);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(jobs()).isEmpty());
        awaitNothingLeft();
    }

    @Test
    void import_fromARegionThatFailsOnce_isTriedAgain() {
        ask(region.add(token, BYTES, Fault.AWAY_ONCE)).statusCode(202);

        catalog.awaitStatus(token, image, "active");
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
    }

    @Test
    void import_ofOtherDataThanTheRegionSays_fails() {
        ask(region.add(token, BYTES, Fault.OTHER_DATA)).statusCode(202);

        awaitFailure("is not what region 'there' declares");
        awaitNothingLeft();
    }

    @Test
    void import_ofWhatIsNotThere_fails() {
        ask(UUID.randomUUID()).statusCode(202);

        awaitFailure("that you may read");
    }

    @Test
    void import_ofWhatTheUserMayNotRead_fails() throws SQLException {
        UUID there = region.add("another token", BYTES, Fault.NONE);
        ask(there).statusCode(202);

        awaitFailure("may have expired");
        assertThat(region.asked(there)).isZero();
        assertThat(jobs()).isEmpty();
    }

    @Test
    void import_thatTheCatalogRefuses_keepsNoToken() throws SQLException {
        UUID there = region.add(token, BYTES, Fault.NONE);
        given().header("X-Auth-Token", servers.tokens().of("alt"))
                .contentType("application/json")
                .body(body(OtherRegion.NAME, there, "public"))
                .post("/v2/images/" + image + "/import")
                .then()
                .statusCode(404);

        assertThat(jobs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11111111-2222-3333-4444-55555555555", "../../etc/passwd"})
    void imageId_thatIsNone_isRefused(String id) {
        post(body("there", id, "public")).statusCode(400).body(containsString("image id does not look like a UUID"));

        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
    }

    @Test
    void region_unknown_failsTheImport_whichClientsExpect() {
        post(body("nowhere", UUID.randomUUID(), "no interface")).statusCode(202);
        awaitFailure("There is no region 'nowhere'");
    }

    @Test
    void import_withoutRegionOrImage_isRefused() {
        post("{\"method\": {\"name\": \"glance-download\"}}").statusCode(400);
        post("{\"method\": {\"name\": \"glance-download\", \"glance_region\": \"there\"}}")
                .statusCode(400);
        post("{\"method\": {\"name\": \"glance-download\", \"glance_region\": 1}}")
                .statusCode(400);
    }

    @Test
    void method_isOfferedWhereThereIsARegion() {
        given().header("X-Auth-Token", token)
                .get("/v2/info/import")
                .then()
                .body("import-methods.value", hasItem("glance-download"));
    }

    private ValidatableResponse ask(UUID there) {
        return post(body(OtherRegion.NAME, there, "public"));
    }

    private ValidatableResponse post(String body) {
        return given().header("X-Auth-Token", token)
                .contentType("application/json")
                .body(body)
                .post("/v2/images/" + image + "/import")
                .then();
    }

    private static String body(String region, Object id, String serviceInterface) {
        return """
                {"method": {"name": "glance-download", "glance_region": "%s", "glance_image_id": "%s",
                            "glance_service_interface": "%s"}}""".formatted(region, id, serviceInterface);
    }

    private void awaitFailure(String reason) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(catalog.task(token, image)).containsEntry("status", "failure"));
        assertThat(String.valueOf(catalog.task(token, image).get("message"))).contains(reason);
        catalog.awaitStatus(token, image, "queued");
    }

    private void awaitNothingLeft() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).isEmpty());
    }

    /** The jobs that are kept with a token, with all that is kept of them. */
    private List<String> jobs() throws SQLException {
        List<String> jobs = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT image_id, token FROM import_job WHERE token IS NOT NULL")) {
            while (found.next()) {
                jobs.add(found.getString(1) + " " + found.getString(2));
            }
        }
        return jobs;
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
