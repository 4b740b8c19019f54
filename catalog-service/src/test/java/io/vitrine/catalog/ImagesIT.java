/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.CatalogEvent.Change;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.ImageState;
import io.vitrine.contract.Topics;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record's life over HTTP, and what is said about it. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class ImagesIT {

    Servers servers;
    private Api api;
    private EventProbe catalog;
    private EventProbe states;

    @BeforeEach
    void open() {
        api = new Api(servers);
        catalog = servers.probe(Topics.CATALOG);
        states = servers.probe(Topics.IMAGE_STATE);
    }

    @AfterEach
    void close() {
        catalog.close();
        states.close();
    }

    @Test
    void creation_empty_hasTheDefaultsAndSaysSo() {
        var response = api.create("demo", Map.of()).statusCode(201);

        String id = response.extract().path("id");
        response.header("Location", "/v2/images/" + id)
                .body("status", equalTo("queued"))
                .body("visibility", equalTo("shared"))
                .body("owner", equalTo(api.project("demo")))
                .body("name", nullValue())
                .body("size", nullValue())
                .body("protected", equalTo(false))
                .body("os_hidden", equalTo(false))
                .body("min_disk", equalTo(0))
                .body("tags", equalTo(List.of()))
                .body("self", equalTo("/v2/images/" + id))
                .body("file", equalTo("/v2/images/" + id + "/file"))
                .body("schema", equalTo("/v2/schemas/image"))
                .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
        Envelope<VitrineEvent> event = catalog.awaitEvent(UUID.fromString(id), CatalogEvent.ImageCreated.class);
        assertThat(event.sequence()).isEqualTo(1);
        assertThat(event.ownerProject()).isEqualTo(api.project("demo"));
        assertThat(event.actor().project()).isEqualTo(api.project("demo"));
        assertThat(event.actor().roles()).contains("member");
    }

    @Test
    void creation_full_isShownAgain() {
        Map<String, Object> attributes = new HashMap<>(Map.of(
                "name", "<script>ünï</script> \uD83D\uDE00",
                "disk_format", "qcow2",
                "container_format", "bare",
                "min_disk", 5,
                "min_ram", 512,
                "tags", List.of("b", "a"),
                "protected", true,
                "visibility", "private",
                "os_distro", "ubuntu",
                "description", "two\nlines"));
        attributes.put("kernel_id", null);
        UUID id = api.created("demo", attributes);

        api.show("demo", id)
                .statusCode(200)
                .body("name", equalTo(attributes.get("name")))
                .body("disk_format", equalTo("qcow2"))
                .body("min_ram", equalTo(512))
                .body("tags", contains("a", "b"))
                .body("protected", equalTo(true))
                .body("os_distro", equalTo("ubuntu"))
                .body("description", equalTo("two\nlines"))
                .body("containsKey('kernel_id')", equalTo(true));
    }

    @Test
    void patch_ofSeveralThings_saysEachAsItsFact() {
        UUID id = api.created("demo", Map.of("name", "old", "visibility", "private"));

        api.patch(
                        "demo",
                        id,
                        Api.add("name", "\"new\"") + "," + Api.add("visibility", "\"shared\"") + ","
                                + Api.add("os_hidden", "true") + "," + Api.add("deprecated", "\"true\"") + ","
                                + Api.add("replacement", "\"v2\""))
                .statusCode(200)
                .body("name", equalTo("new"))
                .body("visibility", equalTo("shared"));

        catalog.awaitEvent(id, CatalogEvent.ImageUpdated.class);
        assertThat(facts(id).subList(1, 5))
                .containsExactly(
                        new CatalogEvent.VisibilityChanged("private", "shared"),
                        new CatalogEvent.ImageHidden(),
                        new CatalogEvent.Deprecated("v2", null),
                        new CatalogEvent.ImageUpdated(Map.of("name", new Change("old", "new"))));
        states.awaitEvent(
                id,
                event -> event.sequence() == 5
                        && event.event() instanceof ImageState state
                        && state.image().name().equals("new"));
    }

    @Test
    void patch_withoutEffect_saysNothing() {
        UUID id = api.created("demo", Map.of("name", "same"));
        String before = api.show("demo", id).extract().asString();

        api.patch("demo", id, Api.add("name", "\"same\"")).statusCode(200);
        api.patch("demo", id, "").statusCode(200);

        assertThat(api.show("demo", id).extract().asString()).isEqualTo(before);
        api.delete("demo", id).statusCode(204);
        assertThat(catalog.awaitEvent(id, CatalogEvent.ImageDeleted.class).sequence())
                .isEqualTo(2);
    }

    @Test
    void deletion_endsTheStateAndKeepsTheIdUsed() {
        UUID id = api.created("demo", Map.of("name", "short-lived"));

        api.delete("demo", id).statusCode(204);

        api.show("demo", id).statusCode(404);
        api.delete("demo", id).statusCode(404);
        api.create("demo", Map.of("id", id.toString())).statusCode(409);
        catalog.awaitEvent(
                id,
                event -> event.event() instanceof CatalogEvent.ImageDeleted deleted
                        && deleted.image().name().equals("short-lived"));
        await().until(() -> states.records().stream()
                .anyMatch(message -> message.key().equals(id.toString()) && message.value() == null));
    }

    @Test
    void deletion_ofProtectedImage_isForbidden() {
        UUID id = api.created("demo", Map.of("protected", true));

        api.delete("demo", id).statusCode(403);

        api.patch("demo", id, Api.add("protected", "false")).statusCode(200);
        api.delete("demo", id).statusCode(204);
    }

    @Test
    void id_chosenByTheClient_isKeptAndNotReusable() {
        String id = UUID.randomUUID().toString();
        api.create("demo", Map.of("id", id)).statusCode(201).body("id", equalTo(id));
        api.create("demo", Map.of("id", id)).statusCode(409);
        api.create("alt", Map.of("id", id)).statusCode(409);
    }

    @Test
    void tags_arePutAndTaken() {
        UUID id = api.created("demo", Map.of());

        api.as("demo").put("/v2/images/{id}/tags/{tag}", id, "ünï code").then().statusCode(204);
        api.as("demo").put("/v2/images/{id}/tags/{tag}", id, "ünï code").then().statusCode(204);
        api.show("demo", id).body("tags", contains("ünï code"));
        api.as("demo")
                .delete("/v2/images/{id}/tags/{tag}", id, "ünï code")
                .then()
                .statusCode(204);
        api.as("demo")
                .delete("/v2/images/{id}/tags/{tag}", id, "ünï code")
                .then()
                .statusCode(404);
        api.as("demo").put("/v2/images/{id}/tags/{tag}", id, "a/b").then().statusCode(404);
        api.as("demo")
                .put("/v2/images/{id}/tags/{tag}", id, "t".repeat(256))
                .then()
                .statusCode(400);

        catalog.awaitEvent(id, event -> event.sequence() == 3);
        assertThat(facts(id).subList(1, 3))
                .containsExactly(
                        new CatalogEvent.ImageUpdated(Map.of("tags", new Change(List.of(), List.of("ünï code")))),
                        new CatalogEvent.ImageUpdated(Map.of("tags", new Change(List.of("ünï code"), List.of()))));
    }

    @Test
    void activation_isTakenAndGiven() {
        UUID id = api.created("demo", Map.of());
        api.as("demo").post("/v2/images/" + id + "/actions/deactivate").then().statusCode(403);
        UUID active = api.active("demo", Map.of());

        for (String action : List.of("deactivate", "deactivate", "reactivate", "reactivate")) {
            api.as("demo")
                    .contentType("application/octet-stream")
                    .post("/v2/images/" + active + "/actions/" + action)
                    .then()
                    .statusCode(204);
        }

        catalog.awaitEvent(active, CatalogEvent.Reactivated.class);
        assertThat(facts(active))
                .filteredOn(CatalogEvent.Deactivated.class::isInstance)
                .hasSize(1);
        api.show("demo", active).body("status", equalTo("active"));
    }

    private List<VitrineEvent> facts(UUID id) {
        return catalog.of(id).stream().<VitrineEvent>map(Envelope::event).toList();
    }
}
