/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.ImageState;
import io.vitrine.contract.Topics;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sharing an image with a project, and the project's answer. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class MembersIT {

    Servers servers;
    private Api api;
    private String alt;

    @BeforeEach
    void open() {
        api = new Api(servers);
        alt = api.project("alt");
    }

    @Test
    void pendingShare_isFoundAndAcceptedByName() {
        String name = UUID.randomUUID().toString();
        UUID id = api.created("demo", Map.of("name", name));
        share("demo", id, alt).statusCode(200);
        String byName = "/v2/images?name=" + name;

        api.as("alt").get(byName).then().body("images.id", equalTo(List.of(id.toString())));
        api.as("alt").get(byName + "&visibility=shared").then().body("images", equalTo(List.of()));
        api.as("alt").get(byName + "&member_status=accepted").then().body("images", equalTo(List.of()));
        api.as("alt").get("/v2/images?id=" + id).then().body("images", equalTo(List.of()));

        UUID found = UUID.fromString(api.as("alt").get(byName).path("images[0].id"));
        answer("alt", found, alt, "accepted").statusCode(200).body("status", equalTo("accepted"));

        api.as("alt").get("/v2/images?id=" + id).then().body("images.name", equalTo(List.of(name)));
    }

    @Test
    void share_isOfferedAcceptedRejectedAndRevoked() {
        UUID id = api.created("demo", Map.of("name", "shared-" + UUID.randomUUID()));
        api.show("alt", id).statusCode(404);

        share("demo", id, alt)
                .statusCode(200)
                .body("member_id", equalTo(alt))
                .body("image_id", equalTo(id.toString()))
                .body("status", equalTo("pending"))
                .body("schema", equalTo("/v2/schemas/member"));
        api.show("alt", id).statusCode(200);
        assertThat(listed("alt", id, "")).isFalse();
        assertThat(listed("alt", id, "member_status=pending")).isTrue();

        answer("alt", id, alt, "accepted").statusCode(200).body("status", equalTo("accepted"));
        assertThat(listed("alt", id, "")).isTrue();
        assertThat(listed("alt", id, "visibility=shared")).isTrue();
        answer("alt", id, alt, "rejected").statusCode(200);
        answer("alt", id, alt, "rejected").statusCode(200);
        assertThat(listed("alt", id, "")).isFalse();
        assertThat(listed("alt", id, "member_status=all")).isTrue();

        api.as("demo").delete("/v2/images/" + id + "/members/" + alt).then().statusCode(204);
        api.show("alt", id).statusCode(404);
        assertThatFactsAre(
                id,
                new CatalogEvent.ImageShared(alt, "pending"),
                new CatalogEvent.ShareAccepted(alt),
                new CatalogEvent.ShareRejected(alt, "rejected"),
                new CatalogEvent.ShareRevoked(alt));
    }

    @Test
    void state_namesTheMembers() {
        UUID id = api.created("demo", Map.of());
        share("demo", id, alt).statusCode(200);
        answer("alt", id, alt, "accepted").statusCode(200);
        try (EventProbe states = servers.probe(Topics.IMAGE_STATE)) {
            states.awaitEvent(
                    id,
                    event -> event.event() instanceof ImageState state
                            && state.members().equals(Map.of(alt, "accepted")));
        }
    }

    @Test
    void changeOfAnImage_saysItsMembersAsTheyAreThen() {
        UUID id = api.created("demo", Map.of());
        share("demo", id, alt).statusCode(200);
        share("demo", id, "another-project").statusCode(200);
        api.patch("demo", id, Api.add("name", "\"twice\"")).statusCode(200);
        awaitState(id, "twice", Map.of(alt, "pending", "another-project", "pending"));

        api.as("demo")
                .delete("/v2/images/" + id + "/members/another-project")
                .then()
                .statusCode(204);
        api.patch("demo", id, Api.add("name", "\"once\"")).statusCode(200);
        awaitState(id, "once", Map.of(alt, "pending"));

        api.as("demo").delete("/v2/images/" + id + "/members/" + alt).then().statusCode(204);
        api.patch("demo", id, Api.add("name", "\"alone\"")).statusCode(200);
        awaitState(id, "alone", Map.of());
    }

    private void awaitState(UUID id, String name, Map<String, String> members) {
        try (EventProbe states = servers.probe(Topics.IMAGE_STATE)) {
            states.awaitEvent(
                    id,
                    event -> event.event() instanceof ImageState state
                            && name.equals(state.image().name())
                            && state.members().equals(members));
        }
    }

    @Test
    void members_areKnownToOwnerAndAdmin_andEachToItself() {
        UUID id = api.created("demo", Map.of());
        share("demo", id, alt).statusCode(200);
        share("demo", id, "another-project").statusCode(200);

        for (String user : List.of("demo", "admin", "reader")) {
            members(user, id).statusCode(200).body("members.member_id", contains(alt, "another-project"));
        }
        members("alt", id)
                .statusCode(200)
                .body("members.member_id", contains(alt))
                .body("schema", equalTo("/v2/schemas/members"));
        member("alt", id, alt).statusCode(200);
        member("alt", id, "another-project").statusCode(404);
        member("demo", id, "nobody").statusCode(404);
        member("demo", id, "nul\u0000").statusCode(404);
        answer("alt", id, "another-project", "accepted").statusCode(404);
    }

    @Test
    void answer_isTheMembersToGive() {
        UUID id = api.created("demo", Map.of());
        share("demo", id, alt).statusCode(200);

        answer("demo", id, alt, "accepted").statusCode(403);
        answer("alt", id, alt, "perhaps").statusCode(400);
        answer("admin", id, alt, "accepted").statusCode(200);
        api.as("alt").delete("/v2/images/" + id + "/members/" + alt).then().statusCode(403);
        share("alt", id, "another-project").statusCode(403);
    }

    @Test
    void share_needsASharedImageAndANewMember() {
        UUID id = api.created("demo", Map.of("visibility", "private"));
        share("demo", id, alt).statusCode(403);
        members("demo", id).statusCode(403);
        member("demo", id, alt).statusCode(404);

        UUID shared = api.created("demo", Map.of());
        share("demo", shared, alt).statusCode(200);
        share("demo", shared, alt).statusCode(409);
        share("demo", shared, "").statusCode(400);
        share("demo", shared, "m".repeat(256)).statusCode(400);
        share("reader", shared, "x").statusCode(403);
        share("alt", UUID.randomUUID(), alt).statusCode(404);
        api.as("demo")
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/v2/images/" + shared + "/members")
                .then()
                .statusCode(400);
    }

    @Test
    void member_losesSightOfAnImageMadePrivate() {
        UUID id = api.created("demo", Map.of());
        share("demo", id, alt).statusCode(200);
        answer("alt", id, alt, "accepted").statusCode(200);
        api.patch("demo", id, Api.add("visibility", "\"private\"")).statusCode(200);

        api.show("alt", id).statusCode(404);
        assertThat(listed("alt", id, "")).isFalse();
    }

    private ValidatableResponse share(String user, UUID id, String project) {
        return api.as(user)
                .contentType(ContentType.JSON)
                .body(Map.of("member", project))
                .post("/v2/images/" + id + "/members")
                .then();
    }

    private ValidatableResponse answer(String user, UUID id, String project, String status) {
        return api.as(user)
                .contentType(ContentType.JSON)
                .body(Map.of("member", project, "status", status))
                .put("/v2/images/" + id + "/members/" + project)
                .then();
    }

    private ValidatableResponse members(String user, UUID id) {
        return api.as(user).get("/v2/images/" + id + "/members").then();
    }

    private ValidatableResponse member(String user, UUID id, String project) {
        return api.as(user).get("/v2/images/" + id + "/members/" + project).then();
    }

    private boolean listed(String user, UUID id, String query) {
        List<String> ids = api.as(user)
                .get("/v2/images?limit=1000&" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("images.id");
        return ids.contains(id.toString());
    }

    private void assertThatFactsAre(UUID id, CatalogEvent... expected) {
        try (EventProbe probe = servers.probe(Topics.CATALOG)) {
            probe.awaitEvent(id, event -> event.sequence() == expected.length + 1);
            assertThat(probe.of(id).stream().<VitrineEvent>map(Envelope::event).skip(1))
                    .containsExactly(expected);
        }
    }
}
