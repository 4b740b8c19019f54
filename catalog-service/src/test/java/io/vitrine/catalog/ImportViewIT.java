/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients see of imports where there is one store: tasks, and attributes that the service keeps for itself. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class ImportViewIT {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

    Servers servers;
    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @Test
    void task_tellsHowFarAnImportIs_andHowItEnded() {
        UUID id = api.created("demo", Api.RAW);
        api.tasks("demo", id).body("tasks", empty());
        String task = ordered("demo", id, "web-download");
        api.tasks("demo", id)
                .body("tasks", hasSize(1))
                .body("tasks[0].id", equalTo(task))
                .body("tasks[0].type", equalTo("api_image_import"))
                .body("tasks[0].status", equalTo("pending"))
                .body("tasks[0].owner", equalTo(api.project("demo")))
                .body("tasks[0].input.image_id", equalTo(id.toString()))
                .body("tasks[0].input.import_req.method.name", equalTo("web-download"))
                .body("tasks[0].input.import_req.method.uri", equalTo("https://example.org/disk.img"))
                .body("tasks[0].input.backend", equalTo(List.of("file")))
                .body("tasks[0].result", nullValue())
                .body("tasks[0].message", equalTo(""))
                .body("tasks[0].created_at", matchesPattern(TIME))
                .body("tasks[0].updated_at", matchesPattern(TIME))
                .body("tasks[0].expires_at", nullValue())
                .body("tasks[0].image_id", equalTo(id.toString()))
                .body("tasks[0].request_id", matchesPattern("req-.*"))
                .body("tasks[0].user_id", notNullValue())
                .body("tasks[0].schema", equalTo("/v2/schemas/task"));

        progress(task, (5 << 20) + 1);
        api.tasks("demo", id)
                .body("tasks[0].status", equalTo("processing"))
                .body("tasks[0].message", equalTo("Copied 5 MiB"));
        api.abort(task).statusCode(200);
        api.tasks("demo", id)
                .body("tasks[0].status", equalTo("failure"))
                .body("tasks[0].message", equalTo("the connection broke"))
                .body("tasks[0].expires_at", matchesPattern(TIME));

        String second = ordered("demo", id, "web-download");
        api.complete(second, 3).statusCode(204);
        api.tasks("demo", id)
                .body("tasks.id", equalTo(List.of(task, second)))
                .body("tasks[1].status", equalTo("success"))
                .body("tasks[1].result.image_id", equalTo(id.toString()));
    }

    @Test
    void tasks_areForWhoAsked_theOwner_andAdmins() {
        UUID id = api.active("demo", Map.of());
        api.patch("admin", id, Api.add("visibility", "\"public\"")).statusCode(200);
        ordered("admin", id, "copy-image");

        api.tasks("demo", id).body("tasks", hasSize(1));
        api.tasks("reader", id).body("tasks", hasSize(1));
        api.tasks("admin", id).body("tasks", hasSize(1));
        api.tasks("alt", id).body("tasks", empty());
        api.patch("admin", id, Api.add("visibility", "\"private\"")).statusCode(200);
        api.as("alt").get("/v2/images/" + id + "/tasks").then().statusCode(404);
        api.delete("demo", id).statusCode(204);
        api.as("admin").get("/v2/images/" + id + "/tasks").then().statusCode(404);
        api.as("admin").post("/v2/images/" + id + "/tasks").then().statusCode(405);
    }

    @Test
    void image_namesItsImport_asLongAsItGoesOn() {
        UUID id = api.created("demo", Api.RAW);
        api.show("demo", id)
                .body("$", not(hasKey("os_glance_import_task")))
                .body("$", not(hasKey("os_glance_importing_to_stores")))
                .body("$", not(hasKey("stores")));

        String task = ordered("demo", id, "web-download");
        api.show("demo", id)
                .body("os_glance_import_task", equalTo(task))
                .body("os_glance_importing_to_stores", equalTo(""))
                .body("os_glance_failed_import", equalTo(""));
        api.complete(task, 3).statusCode(204);

        api.show("demo", id)
                .body("$", not(hasKey("os_glance_import_task")))
                .body("os_glance_importing_to_stores", equalTo(""))
                .body("os_glance_failed_import", equalTo(""))
                .body("$", not(hasKey("stores")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os_glance_import_task",
                "os_glance_importing_to_stores",
                "os_glance_failed_import",
                "os_glance_x",
                "stores"
            })
    void attribute_thatTheServiceKeeps_cannotBeSetOrRemoved(String attribute) {
        api.create("demo", Map.of(attribute, "x")).statusCode(403);
        UUID id = api.created("demo", Api.RAW);
        ordered("demo", id, "web-download");
        api.patch("demo", id, Api.add(attribute, "\"x\"")).statusCode(403);
        api.patch("demo", id, "{\"op\": \"replace\", \"path\": \"/%s\", \"value\": \"\"}".formatted(attribute))
                .statusCode(403);
        api.patch("admin", id, "{\"op\": \"remove\", \"path\": \"/%s\"}".formatted(attribute))
                .statusCode(403);
        api.patch("demo", id, Api.PATCH_V20, "[{\"remove\": \"/%s\"}]".formatted(attribute))
                .statusCode(403);
    }

    @Test
    void list_filtersByTheStatusesOfAnImport() {
        UUID staged = api.staged("demo");
        UUID importing = api.created("demo", Api.RAW);
        ordered("demo", importing, "web-download");

        for (UUID id : List.of(staged, importing)) {
            String status = id.equals(staged) ? "uploading" : "importing";
            api.as("demo")
                    .queryParam("status", status)
                    .queryParam("id", id.toString())
                    .get("/v2/images")
                    .then()
                    .statusCode(200)
                    .body("images.status", equalTo(List.of(status)));
        }
    }

    @Test
    void creation_tellsTheImportMethods() {
        api.create("demo", Map.of())
                .statusCode(201)
                .header("OpenStack-image-import-methods", "glance-direct,web-download,copy-image")
                .header("OpenStack-image-store-ids", nullValue());
    }

    @Test
    void schemas_tellOfTasks() {
        schema("task").body("name", equalTo("task")).body("properties", hasKey("message"));
        schema("tasks").body("properties.tasks.items.name", equalTo("task"));
        schema("image").body("properties", not(hasKey("stores")));
    }

    private ValidatableResponse schema(String name) {
        return api.as("demo").get("/v2/schemas/" + name).then().statusCode(200);
    }

    private String ordered(String user, UUID id, String method) {
        return api.order(user, id, method, method.equals("copy-image") ? "s3" : "file")
                .statusCode(202)
                .extract()
                .path("lease");
    }

    private void progress(String task, long bytes) {
        api.asStorage()
                .body(Map.of("bytes", bytes))
                .post("/internal/imports/" + task + "/progress")
                .then()
                .statusCode(204);
    }
}
