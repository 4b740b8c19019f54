/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vitrine.contract.CatalogEvent.Change;
import io.vitrine.contract.CatalogEvent.ImageUpdated;
import io.vitrine.contract.CatalogEvent.ImageUploaded;
import io.vitrine.contract.Topics;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Imports from another region as storage-service has them decided. */
@QuarkusTest
@TestProfile(OtherSettings.class)
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class RegionImportIT {

    private static final String KEY = "a-key-that-nobody-else-may-see";
    private static final UUID THERE = UUID.randomUUID();

    Servers servers;

    @Inject
    DataSource database;

    private Api api;
    private UUID id;
    private UUID task;

    @BeforeEach
    void ordered() {
        api = new Api(servers);
        id = api.created("demo", Map.of("disk_format", "raw", "container_format", "bare", "hw_disk_bus", "ide"));
        task = UUID.randomUUID();
    }

    @Test
    void order_hasTheTaskThatWasAskedFor_andItsKey() {
        order().statusCode(202)
                .body("lease", equalTo(task.toString()))
                .body("source", nullValue())
                .body("remote.region", equalTo("there"))
                .body("remote.image", equalTo(THERE.toString()))
                .body("remote.key", equalTo(KEY));

        api.asStorage().get("/internal/imports/" + task).then().body("remote.key", equalTo(KEY));
        api.as("demo")
                .get("/v2/images/" + id + "/tasks")
                .then()
                .body(
                        "tasks[0].input.import_req.method",
                        equalTo(Map.of(
                                "name", "glance-download",
                                "glance_region", "there",
                                "glance_image_id", THERE.toString(),
                                "glance_service_interface", "public")));
        order().statusCode(409);
    }

    @Test
    void completion_bringsTheImagesProperties_andForgetsTheKey() throws SQLException {
        order().statusCode(202);
        Map<String, Object> result = Api.result(3, "f00d", "file");
        result.put("properties", Map.of("hw_disk_bus", "virtio", "trait:X", "required"));
        api.complete(task.toString(), result).statusCode(204);

        api.show("demo", id)
                .body("status", equalTo("active"))
                .body("hw_disk_bus", equalTo("virtio"))
                .body("'trait:X'", equalTo("required"))
                .body("origin", equalTo("site"));
        assertThat(keptOfTheRegion()).contains("there").doesNotContain(KEY);
        try (EventProbe catalog = servers.probe(Topics.CATALOG)) {
            catalog.awaitEvent(id, ImageUploaded.class);
            catalog.awaitEvent(
                    id,
                    said -> said.event()
                            .equals(new ImageUpdated(Map.of(
                                    "hw_disk_bus", new Change("ide", "virtio"),
                                    "trait:X", new Change(null, "required"),
                                    "origin", new Change(null, "site"),
                                    "checked_by", new Change(null, "a, b")))));
            assertThat(catalog.records())
                    .noneMatch(said ->
                            said.value() != null && new String(said.value(), StandardCharsets.UTF_8).contains(KEY));
        }
    }

    @Test
    void completion_bringsTheFormatsThatTheImageLacks() {
        id = api.created("demo", Map.of());
        order().statusCode(202);
        Map<String, Object> result = Api.result(3, "f00d", "file");
        result.putAll(Map.of("disk_format", "raw", "container_format", "bare"));
        api.complete(task.toString(), result).statusCode(204);

        api.show("demo", id)
                .body("status", equalTo("active"))
                .body("disk_format", equalTo("raw"))
                .body("container_format", equalTo("bare"));
    }

    @Test
    void completion_withConvertedData_changesTheFormat() {
        order().statusCode(202);
        Map<String, Object> result = Api.result(3, "f00d", "file");
        result.put("disk_format", "floppy");
        api.complete(task.toString(), result).statusCode(400);
        result.put("disk_format", "qcow2");
        api.complete(task.toString(), result).statusCode(204);

        api.show("demo", id).body("status", equalTo("active")).body("disk_format", equalTo("qcow2"));
        try (EventProbe catalog = servers.probe(Topics.CATALOG)) {
            catalog.awaitEvent(
                    id,
                    said -> said.event() instanceof ImageUpdated updated
                            && new Change("raw", "qcow2")
                                    .equals(updated.changes().get("disk_format")));
            var uploaded =
                    (ImageUploaded) catalog.awaitEvent(id, ImageUploaded.class).event();
            assertThat(uploaded.image().diskFormat()).isEqualTo("qcow2");
        }
    }

    @Test
    void property_thatNoImageMayBring_failsTheCompletion() {
        order().statusCode(202);
        for (String name : List.of("owner", "status", "os_glance_import_task", "name\u0007")) {
            Map<String, Object> result = Api.result(3, "f00d", "file");
            result.put("properties", Map.of(name, "x"));
            api.complete(task.toString(), result).statusCode(400);
        }
        Map<String, Object> result = Api.result(3, "f00d", "file");
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            many.put("hw_" + i, "x");
        }
        result.put("properties", many);
        api.complete(task.toString(), result).statusCode(413);

        api.abort(task.toString()).statusCode(200);
        api.show("demo", id).body("status", equalTo("queued")).body("hw_disk_bus", equalTo("ide"));
    }

    private ValidatableResponse order() {
        Map<String, Object> remote =
                Map.of("region", "there", "image", THERE, "service_interface", "public", "key", KEY);
        return api.order(
                "demo",
                id,
                Map.of("method", "glance-download", "remote", remote, "stores", List.of("file"), "task", task));
    }

    private String keptOfTheRegion() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT remote::text FROM import_task WHERE id = ?")) {
            query.setObject(1, task);
            try (ResultSet found = query.executeQuery()) {
                found.next();
                return found.getString(1);
            }
        }
    }
}
