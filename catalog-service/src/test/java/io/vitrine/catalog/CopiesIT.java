/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vitrine.contract.CatalogEvent.StoresChanged;
import io.vitrine.contract.Topics;
import io.vitrine.contract.command.Copy;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where copies lie, as storage-service is told and tells. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class CopiesIT {

    Servers servers;

    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @Test
    void copy_thatIsReplaced_isSaidOnce() {
        UUID id = api.active("demo", Map.of());
        UUID old = UUID.fromString(blobs(id).getFirst());
        UUID copy = UUID.randomUUID();

        replaceCopy(id, Map.of("blob", copy, "replaces", old)).statusCode(204);
        replaceCopy(id, Map.of("blob", copy, "replaces", old)).statusCode(204);

        assertThat(blobs(id)).containsExactly(copy.toString());
        assertSaid(id, new StoresChanged(List.of(new Copy("file", old)), List.of(new Copy("file", copy))));
        replaceCopy(id, Map.of("blob", UUID.randomUUID(), "replaces", old)).statusCode(409);
        replaceCopy(id, Map.of("blob", copy)).statusCode(400);
        replaceCopy(UUID.randomUUID(), Map.of("blob", copy, "replaces", old)).statusCode(404);
        api.as("admin")
                .contentType("application/json")
                .body(Map.of("blob", old, "replaces", copy))
                .put("/internal/images/" + id + "/copies/file")
                .then()
                .statusCode(401);
    }

    @Test
    void owner_ofACopy_isTold_whetherOfDataOrStaged() {
        UUID active = api.active("demo", Map.of());
        UUID staged = api.created("demo", Api.RAW);
        api.complete(api.openStaging("demo", staged).extract().path("lease"), 3).statusCode(204);

        owner("file", blobs(active).getFirst()).body("image", equalTo(active.toString()));
        String stagedBlob = copiesOf(staged, "staged.blob").getFirst();
        owner("file", stagedBlob).body("image", equalTo(staged.toString()));
        owner("s3", blobs(active).getFirst()).statusCode(404);
        owner("file", "x").statusCode(404);
    }

    @Test
    void copies_ofAllImages_areToldPageByPage() {
        UUID active = api.active("demo", Map.of());
        UUID staged = api.created("alt", Api.RAW);
        api.complete(api.openStaging("alt", staged).extract().path("lease"), 3).statusCode(204);
        UUID queued = api.created("demo", Api.RAW);

        Map<String, List<String>> all = allCopies();

        assertThat(all)
                .containsEntry(active.toString(), blobs(active))
                .containsEntry(staged.toString(), copiesOf(staged, "staged.blob"))
                .doesNotContainKey(queued.toString());
        api.asStorage().get("/internal/copies?limit=0").then().statusCode(400);
        api.as("admin").get("/internal/copies").then().statusCode(401);
    }

    private Map<String, List<String>> allCopies() {
        Map<String, List<String>> all = new HashMap<>();
        List<Map<String, Object>> page;
        String marker = "";
        do {
            ExtractableResponse<Response> answer = api.asStorage()
                    .get("/internal/copies?limit=2" + marker)
                    .then()
                    .statusCode(200)
                    .extract();
            page = answer.path("images");
            for (int i = 0; i < page.size(); i++) {
                String image = answer.path("images[" + i + "].image");
                assertThat(all.put(image, answer.path("images[" + i + "].copies.blob")))
                        .isNull();
                marker = "&marker=" + image;
            }
        } while (page.size() == 2);
        return all;
    }

    private ValidatableResponse replaceCopy(UUID id, Map<String, ?> replacement) {
        return api.asStorage()
                .body(replacement)
                .put("/internal/images/" + id + "/copies/file")
                .then();
    }

    private ValidatableResponse owner(String store, String blob) {
        return api.asStorage().get("/internal/copies/" + store + "/" + blob).then();
    }

    private List<String> blobs(UUID id) {
        return copiesOf(id, "copies.blob");
    }

    private List<String> copiesOf(UUID id, String path) {
        return api.asStorage()
                .get("/internal/images/" + id + "/copies")
                .then()
                .extract()
                .path(path);
    }

    private void assertSaid(UUID id, StoresChanged fact) {
        try (EventProbe catalog = servers.probe(Topics.CATALOG)) {
            catalog.awaitEvent(id, event -> event.event().equals(fact));
        }
    }
}
