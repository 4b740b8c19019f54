/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.CatalogEvent.ImageImportFailed;
import io.vitrine.contract.CatalogEvent.ImageImportRequested;
import io.vitrine.contract.CatalogEvent.ImageUploadFailed;
import io.vitrine.contract.CatalogEvent.StoresChanged;
import io.vitrine.contract.Topics;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.contract.command.Copy;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staging, imports and copies as storage-service has them decided. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class ImportsIT {

    Servers servers;

    @Inject
    DataSource database;

    private Api api;
    private EventProbe catalog;

    @BeforeEach
    void open() {
        api = new Api(servers);
        catalog = servers.probe(Topics.CATALOG);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void staging_keepsTheData_andImportMakesTheImageActive() {
        UUID id = api.created("demo", Api.RAW);

        String staging = api.openStaging("demo", id)
                .statusCode(201)
                .body("disk_format", equalTo("raw"))
                .body("lease_seconds", equalTo(60))
                .extract()
                .path("lease");
        api.renew(staging).statusCode(204);
        api.complete(staging, 3).statusCode(204);
        api.complete(staging, 3).statusCode(204);
        api.show("demo", id).body("status", equalTo("uploading")).body("checksum", nullValue());
        api.abort(staging).body("outcome", equalTo("completed"));

        String task = api.order("demo", id, "glance-direct", "file")
                .statusCode(202)
                .body("lease_seconds", equalTo(600))
                .body("source.size", equalTo(3))
                .body("source.os_hash_value", equalTo("f00d"))
                .body("source.copies.store", equalTo(List.of("file")))
                .body("uri", nullValue())
                .body("actor.project", equalTo(api.project("demo")))
                .extract()
                .path("lease");
        api.show("demo", id).body("status", equalTo("importing"));
        api.abort(staging).body("outcome", equalTo("completed"));
        api.renew(task).statusCode(204);
        api.complete(task, 3, "file").statusCode(204);
        api.complete(task, 3, "file").statusCode(204);

        api.show("demo", id)
                .body("status", equalTo("active"))
                .body("size", equalTo(3))
                .body("checksum", equalTo("c0ffee"));
        assertOver(task, "completed");
        api.abort(staging).body("outcome", equalTo("aborted"));
        assertSaid(
                id,
                new ImageImportRequested(UUID.fromString(task), "glance-direct", List.of("file")),
                CatalogEvent.ImageUploaded.class);
    }

    @Test
    void staging_withoutFormats_cannotBeImported() {
        UUID id = api.created("demo", Map.of());
        api.complete(api.openStaging("demo", id).extract().path("lease"), 3).statusCode(204);
        api.order("demo", id, "glance-direct", "file").statusCode(409);
    }

    @Test
    void staging_aborted_isQueuedAgain() {
        UUID id = api.created("demo", Api.RAW);
        String lease = api.openStaging("demo", id).extract().path("lease");

        api.abort(lease).body("outcome", equalTo("aborted"));

        api.complete(lease, 3).statusCode(410);
        api.show("demo", id).body("status", equalTo("queued"));
        assertSaid(id, new ImageUploadFailed("the connection broke"));
        api.tasks("demo", id)
                .body("tasks[0].type", equalTo("image_staging"))
                .body("tasks[0].message", equalTo("the connection broke"));
    }

    @Test
    void stagedData_notImportedInTime_isGivenUp() throws SQLException {
        UUID id = api.created("demo", Api.RAW);
        String lease = api.openStaging("demo", id).extract().path("lease");
        api.complete(lease, 3).statusCode(204);

        new Leases(database).expire(id);

        String reason = "The staged data was not imported within 86400 s.";
        assertSaid(id, new ImageUploadFailed(reason));
        api.tasks("demo", id).body("tasks[0].type", equalTo("image_staging")).body("tasks[0].message", equalTo(reason));
        api.show("demo", id).body("status", equalTo("queued"));
        api.abort(lease).body("outcome", equalTo("aborted"));
        api.openStaging("demo", id).statusCode(201);
    }

    @Test
    void download_tellsItsProgress_andEndsActive() {
        UUID id = api.created("demo", Api.RAW);
        String task = api.order("demo", id, "web-download", "s3", "file")
                .statusCode(202)
                .body("uri", equalTo("https://secret:word@example.org/disk.img?token=abc"))
                .body("source", nullValue())
                .body("stores", equalTo(List.of("s3", "file")))
                .extract()
                .path("lease");

        progress(task, 5 << 20, List.of("file"), List.of()).statusCode(204);
        order(task).statusCode(200).body("lease", equalTo(task)).body("stores", equalTo(List.of("s3", "file")));
        progress(task, -1, List.of(), List.of()).statusCode(400);
        api.complete(task, 3, "s3").statusCode(400);
        api.complete(task, 3, "s3", "file", "tape").statusCode(400);
        api.complete(task, 3, "s3", "file").statusCode(204);

        api.show("demo", id).body("status", equalTo("active"));
        assertOver(task, "completed");
    }

    @Test
    void download_thatMayMissAStore_isActiveWithTheOthers() {
        UUID id = api.created("demo", Api.RAW);
        Map<String, Object> request = Map.of(
                "method",
                "web-download",
                "uri",
                "https://example.org/disk.img",
                "stores",
                List.of("file", "s3"),
                "all_stores_must_succeed",
                false);
        String task = api.order("demo", id, request).statusCode(202).extract().path("lease");

        Map<String, Object> result = Api.result(3, "f00d", "file");
        result.put("failed_stores", List.of("s3"));
        api.complete(task, result).statusCode(204);

        api.show("demo", id).body("status", equalTo("active"));
    }

    @Test
    void import_aborted_isQueuedAgain_andItsStagedDataGone() {
        UUID id = api.staged("demo");
        String task = api.order("demo", id, "glance-direct", "file").extract().path("lease");

        api.abort(task).statusCode(200).body("outcome", equalTo("aborted"));
        api.abort(task).statusCode(200).body("outcome", equalTo("aborted"));

        api.show("demo", id).body("status", equalTo("queued"));
        assertOver(task, "aborted");
        api.complete(task, 3).statusCode(410);
        api.order("demo", id, "glance-direct", "file").statusCode(409);
        api.openUpload("demo", id).statusCode(201);
        assertSaid(id, new ImageImportFailed(UUID.fromString(task), "glance-direct", "the connection broke"));
    }

    @Test
    void import_ofAnImageDeletedMeanwhile_isGone() {
        UUID id = api.created("demo", Api.RAW);
        String task = api.order("demo", id, "web-download", "file").extract().path("lease");

        api.delete("demo", id).statusCode(204);

        assertOver(task, "aborted");
        api.complete(task, 3).statusCode(410);
    }

    @Test
    void copy_addsACopyToTheActiveImage_andDeletionTakesOne() {
        UUID id = api.active("demo", Map.of());
        String task = api.order("admin", id, "copy-image", "s3")
                .statusCode(202)
                .body("source.size", equalTo(3))
                .extract()
                .path("lease");
        api.show("demo", id).body("status", equalTo("active"));
        api.complete(task, Api.result(3, "other", "s3")).statusCode(409);
        api.complete(task, 4, "s3").statusCode(409);

        api.complete(task, 3, "s3").statusCode(204);
        api.complete(task, 3, "s3").statusCode(204);

        assertOver(task, "completed");
        assertThat(copies(id)).containsExactly("file", "s3");
        assertThat(stores(catalog.awaitEvent(id, StoresChanged.class).event())).isEqualTo("[file] -> [file, s3]");
        deleteCopy(id, "tape").statusCode(404);
        deleteCopy(id, "file").statusCode(204);
        deleteCopy(id, "s3").statusCode(403);
        assertThat(copies(id)).containsExactly("s3");
        catalog.awaitEvent(
                id,
                event -> event.event() instanceof StoresChanged
                        && stores(event.event()).equals("[file, s3] -> [s3]"));
    }

    @Test
    void copy_thatFails_leavesTheImageActive() throws SQLException {
        UUID id = api.active("demo", Map.of());
        String aborted = api.order("admin", id, "copy-image", "s3").extract().path("lease");
        api.abort(aborted).body("outcome", equalTo("aborted"));
        api.show("demo", id).body("status", equalTo("active"));
        String silent = api.order("admin", id, "copy-image", "s3").extract().path("lease");
        new Leases(database).expire(id);

        catalog.awaitEvent(
                id,
                event -> event.event() instanceof ImageImportFailed failed
                        && failed.task().toString().equals(silent));

        api.show("demo", id).body("status", equalTo("active"));
        assertOver(aborted, "aborted");
        assertOver(silent, "aborted");
        assertThat(copies(id)).containsExactly("file");
    }

    @Test
    void copy_ofAnImageDeactivatedMeanwhile_isKept() {
        UUID id = api.active("demo", Map.of());
        String task = api.order("admin", id, "copy-image", "s3").extract().path("lease");
        api.as("demo").post("/v2/images/" + id + "/actions/deactivate").then().statusCode(204);

        api.complete(task, 3, "s3").statusCode(204);

        api.show("demo", id).body("status", equalTo("deactivated"));
        api.as("demo").post("/v2/images/" + id + "/actions/reactivate").then().statusCode(204);
        assertThat(copies(id)).containsExactly("file", "s3");
    }

    private void assertOver(String task, String outcome) {
        order(task).statusCode(410);
        progress(task, 1, List.of(), List.of()).statusCode(410);
        api.renew(task).statusCode(410);
        api.abort(task).statusCode(200).body("outcome", equalTo(outcome));
    }

    private void assertSaid(UUID id, Object... factsOrTypes) {
        for (Object expected : factsOrTypes) {
            catalog.awaitEvent(
                    id,
                    event -> event.event().equals(expected)
                            || event.event().getClass().equals(expected));
        }
    }

    private ValidatableResponse order(String lease) {
        return api.asStorage().get("/internal/imports/" + lease).then();
    }

    private ValidatableResponse progress(String lease, long bytes, List<String> remaining, List<String> failed) {
        return api.asStorage()
                .body(Map.of("bytes", bytes, "remaining_stores", remaining, "failed_stores", failed))
                .post("/internal/imports/" + lease + "/progress")
                .then();
    }

    private ValidatableResponse deleteCopy(UUID id, String store) {
        return api.asStorageFor("admin")
                .delete("/internal/images/" + id + "/copies/" + store)
                .then();
    }

    private List<String> copies(UUID id) {
        return api.asStorageFor("demo")
                .get("/internal/images/" + id + "/data")
                .then()
                .statusCode(200)
                .extract()
                .path("copies.store");
    }

    private static String stores(VitrineEvent event) {
        StoresChanged changed = (StoresChanged) event;
        return changed.before().stream().map(Copy::store).toList() + " -> "
                + changed.after().stream().map(Copy::store).toList();
    }
}
