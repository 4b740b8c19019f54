/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The imports of all projects, as admins see them. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class AllTasksIT {

    Servers servers;
    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @Test
    void tasks_areListedPageByPage_andShown() {
        List<String> ordered = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            UUID image = api.created("demo", Api.RAW);
            ordered.add(api.order("demo", image, "web-download", "file")
                    .statusCode(202)
                    .extract()
                    .path("lease"));
        }
        api.abort(ordered.get(1)).statusCode(200);

        List<String> found = new ArrayList<>();
        String next = "/v2/tasks?limit=2&status=pending";
        while (next != null && found.size() < 4) {
            var page =
                    api.as("admin").urlEncodingEnabled(false).get(next).then().statusCode(200);
            found.addAll(page.extract().<List<String>>path("tasks.id"));
            next = page.extract().path("next");
        }
        assertThat(found).startsWith(ordered.get(2), ordered.get(0)).doesNotContain(ordered.get(1));
        assertThat(api.as("admin")
                        .get("/v2/tasks?sort_key=status&sort_dir=asc&limit=1")
                        .path("tasks[0].status")
                        .toString())
                .isEqualTo("failure");
        api.as("admin")
                .get("/v2/tasks?status=failure&type=api_image_import&limit=1")
                .then()
                .body("tasks[0].id", equalTo(ordered.get(1)))
                .body("tasks[0]", not(hasKey("message")));
        api.as("admin")
                .get("/v2/tasks/" + ordered.get(1))
                .then()
                .body("message", equalTo("the connection broke"))
                .body("type", equalTo("api_image_import"))
                .body("input.import_req.method.name", equalTo("web-download"));
    }

    @Test
    void tasks_areFoundAndSortedByType() {
        UUID image = api.created("demo", Api.RAW);
        api.order("demo", image, "web-download", "file").statusCode(202);
        String lease =
                api.openUpload("demo", api.created("demo", Api.RAW)).extract().path("lease");
        api.abort(lease).statusCode(200);

        api.as("admin")
                .get("/v2/tasks?type=image_upload")
                .then()
                .body("tasks.id", hasItem(lease))
                .body("tasks.type", everyItem(equalTo("image_upload")));
        List<String> types = new ArrayList<>();
        String next = "/v2/tasks?sort_key=type&sort_dir=asc&limit=3";
        while (next != null) {
            var page =
                    api.as("admin").urlEncodingEnabled(false).get(next).then().statusCode(200);
            types.addAll(page.extract().<List<String>>path("tasks.type"));
            next = page.extract().path("next");
        }
        assertThat(types).isSorted().contains("api_image_import", "image_upload");
    }

    @ParameterizedTest
    @CsvSource({
        "admin,  GET,    /v2/tasks?type=import,        200",
        "admin,  GET,    /v2/tasks?limit=0,            200",
        "admin,  GET,    /v2/tasks?sort_key=status&sort_dir=desc&limit=20,      200", // glance task-list
        "demo,   GET,    /v2/tasks?sort_key=status&sort_dir=desc&limit=20,      403",
        "admin,  GET,    /v2/tasks?status=nonsense,    400",
        "admin,  GET,    /v2/tasks?sort_key=owner,     400",
        "admin,  GET,    /v2/tasks?sort_dir=up,        400",
        "admin,  GET,    /v2/tasks?limit=x,            400",
        "admin,  GET,    /v2/tasks?marker=x,           400",
        "admin,  GET,    /v2/tasks?marker=8d1d1d14-2d2d-4d4d-8d8d-2d2d2d2d2d2d, 400",
        "admin,  GET,    /v2/tasks/nonsense,           404",
        "admin,  GET,    /v2/tasks/8d1d1d14-2d2d-4d4d-8d8d-2d2d2d2d2d2d,        404",
        "admin,  POST,   /v2/tasks,                    400",
        "admin,  DELETE, /v2/tasks/x,                  405",
        "demo,   GET,    /v2/tasks,                    403",
        "demo,   GET,    /v2/tasks/8d1d1d14-2d2d-4d4d-8d8d-2d2d2d2d2d2d,        403",
        "demo,   POST,   /v2/tasks,                    403",
        "reader, GET,    /v2/tasks,                    403",
    })
    void request_hasItsStatus(String user, String method, String path, int status) {
        api.as(user).request(method, path).then().statusCode(status);
    }
}
