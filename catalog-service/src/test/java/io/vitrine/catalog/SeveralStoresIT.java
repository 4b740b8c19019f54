/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients see where there are several stores and the operator lets members copy. */
@QuarkusTest
@TestProfile(OtherSettings.class)
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class SeveralStoresIT {

    private static final List<String> VERSIONS = Stream.of(15, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
            .map(minor -> "v2." + minor)
            .toList();

    Servers servers;
    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @Test
    void discovery_tellsTheVersionsOfSeveralStores() {
        given().get("/versions")
                .then()
                .body("versions.status[0]", equalTo("CURRENT"))
                .body("versions.id", equalTo(VERSIONS));
        api.as("demo").get("/v2/schemas/image").then().body("properties.stores.readOnly", equalTo(true));
        api.create("demo", Map.of())
                .header("OpenStack-image-import-methods", "glance-direct,web-download,copy-image,glance-download")
                .header("OpenStack-image-store-ids", "file,s3,tape");
    }

    @Test
    void callsOfVersionsThatAreNotTold_areNotThere() {
        String locations = "/v2/images/" + api.created("demo", Map.of()) + "/locations";
        api.as("admin").get(locations).then().statusCode(404);
        api.as("demo")
                .contentType("application/json")
                .body(Map.of("url", "file:///disk.img"))
                .post(locations)
                .then()
                .statusCode(404);
    }

    @Test
    void image_namesItsStores_andHowTheImportToThemGoes() {
        UUID id = api.created("demo", Api.RAW);
        api.show("demo", id).body("$", not(hasKey("stores")));

        String task = api.order(
                        "demo",
                        id,
                        Map.of(
                                "method",
                                "web-download",
                                "uri",
                                "https://example.org/x",
                                "stores",
                                List.of("tape", "s3", "file"),
                                "all_stores",
                                true,
                                "all_stores_must_succeed",
                                false))
                .statusCode(202)
                .extract()
                .path("lease");
        assertStores(id, null, "file,s3,tape", "");
        progress(task, List.of("s3", "file"), List.of("tape"));
        assertStores(id, null, "file,s3", "tape");
        Map<String, Object> result = Api.result(3, "f00d", "s3", "file");
        result.put("failed_stores", List.of("tape"));
        api.complete(task, result).statusCode(204);
        assertStores(id, "file,s3", "", "tape");
    }

    @Test
    void tag_changesWithTheProgress_whichKeepsNobodyFromChanges() {
        UUID id = api.created("demo", Api.RAW);
        String task =
                api.order("demo", id, "web-download", "s3", "file").extract().path("lease");
        String tag = api.show("demo", id).extract().header("ETag");
        known(id, tag).statusCode(304);

        progress(task, List.of("file"), List.of());

        known(id, tag).statusCode(200).header("ETag", not(tag)).body("os_glance_importing_to_stores", equalTo("file"));
        api.as("demo")
                .header("If-Match", tag)
                .put("/v2/images/" + id + "/tags/t")
                .then()
                .statusCode(204);
    }

    @Test
    void copy_byTheOwner_changesItsStores() {
        UUID id = api.active("demo", Map.of());
        String copy = api.order("demo", id, "copy-image", "tape")
                .statusCode(202)
                .extract()
                .path("lease");
        assertStores(id, "file", "tape", "");
        api.abort(copy).statusCode(200);
        assertStores(id, "file", "", "tape");
        api.complete(api.order("demo", id, "copy-image", "tape").extract().path("lease"), 3, "tape")
                .statusCode(204);
        assertStores(id, "file,tape", "", "");
        api.asStorageFor("demo")
                .delete("/internal/images/" + id + "/copies/file")
                .then()
                .statusCode(204);
        assertStores(id, "tape", "", "");
        api.order("alt", id, "copy-image", "s3").statusCode(404);
        api.order("reader", id, "copy-image", "s3").statusCode(403);
    }

    private ValidatableResponse known(UUID id, String tag) {
        return api.as("demo")
                .header("If-None-Match", tag)
                .get("/v2/images/" + id)
                .then();
    }

    private void assertStores(UUID id, String stores, String importing, String failed) {
        Map<String, Object> image = api.show("demo", id).extract().path("$");
        assertThat(image.get("stores")).isEqualTo(stores);
        assertThat(image.get("os_glance_importing_to_stores")).isEqualTo(importing);
        assertThat(image.get("os_glance_failed_import")).isEqualTo(failed);
    }

    private void progress(String task, List<String> remaining, List<String> failed) {
        api.asStorage()
                .body(Map.of("bytes", 1, "total", 3, "remaining_stores", remaining, "failed_stores", failed))
                .post("/internal/imports/" + task + "/progress")
                .then()
                .statusCode(204);
    }
}
