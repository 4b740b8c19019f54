/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static io.vitrine.conformance.target.Json.op;
import static io.vitrine.conformance.target.Json.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every change is in the trail within seconds, in order, and found by whom it concerns. */
@Tag("vitrine")
class AuditIT {

    private final Images demo = Images.of(Role.DEMO);
    private final Audit audit = Audit.of(Role.DEMO);
    private final String demoProject = Target.persona(Role.DEMO).projectId();
    private final String altProject = Target.persona(Role.ALT).projectId();

    private Answer act(String id, String action) {
        return demo.api().post("/v2/images/" + id + "/actions/" + action).send();
    }

    @Test
    void lifeOfAnImage_fromCreateToDelete_isToldInOrder() {
        String id = demo.active(Fresh.bytes(1000));
        demo.patch(id, op("replace", "/name", "renamed")).expect(200);
        demo.patch(id, op("replace", "/visibility", "private")).expect(200);
        demo.patch(id, op("replace", "/os_hidden", true)).expect(200);
        demo.patch(id, op("replace", "/os_hidden", false)).expect(200);
        act(id, "deactivate").expect(204);
        act(id, "reactivate").expect(204);
        demo.delete(id).expect(204);

        audit.awaitTypes(
                id,
                "ImageCreated",
                "ImageUploaded",
                "ImageUpdated",
                "VisibilityChanged",
                "ImageHidden",
                "ImageUnhidden",
                "Deactivated",
                "Reactivated",
                "ImageDeleted");
    }

    @Test
    void entry_always_saysWhoDidWhatWhen() {
        Instant before = Instant.now().minusSeconds(5);
        String requestId = "req-" + Fresh.uuid();
        String id = demo.queued();

        demo.api()
                .patch("/v2/images/" + id)
                .header("X-Openstack-Request-Id", requestId)
                .operations(op("add", "/os_distro", "debian"))
                .send()
                .expect(200);

        audit.awaitTypes(id, "ImageCreated", "ImageUpdated");
        JsonNode entry = audit.catalogFacts(id).getLast();
        assertThat(entry.path("image_id").asText()).isEqualTo(id);
        assertThat(entry.path("project_id").asText()).isEqualTo(demoProject);
        assertThat(entry.path("position").asLong()).isPositive();
        assertThat(entry.path("id").asText()).isNotBlank();
        assertThat(Instant.parse(entry.path("time").asText()))
                .isBetween(before, Instant.now().plusSeconds(5));
        JsonNode actor = entry.path("actor");
        assertThat(actor.path("user_id").asText())
                .isEqualTo(Target.persona(Role.DEMO).userId());
        assertThat(actor.path("project_id").asText()).isEqualTo(demoProject);
        assertThat(Json.stream(actor.path("roles")).map(JsonNode::asText)).contains("member");
        assertThat(actor.path("request_id").asText()).isEqualTo(requestId);
        assertThat(actor.path("address").asText()).isNotBlank();
    }

    @Test
    void update_ofProperties_namesBeforeAndAfter() {
        String id = demo.queued(Map.of("os_distro", "debian"));

        demo.patch(id, op("replace", "/os_distro", "ubuntu"), op("add", "/os_version", "24.04"))
                .expect(200);

        audit.awaitTypes(id, "ImageCreated", "ImageUpdated");
        JsonNode changes = audit.catalogFacts(id).getLast().at("/data/changes");
        assertThat(changes.at("/os_distro/before").asText()).isEqualTo("debian");
        assertThat(changes.at("/os_distro/after").asText()).isEqualTo("ubuntu");
        assertThat(changes.at("/os_version/after").asText()).isEqualTo("24.04");
        assertThat(changes.has("os_version")).isTrue();
    }

    @Test
    void refusedRequests_ofAnyKind_leaveNoFact() {
        String id = demo.queued();
        demo.patch(id, op("add", "/k", "v"), op("replace", "/status", "active")).expect(403);
        demo.upload(Fresh.uuid(), Fresh.bytes(1)).expect(404);
        Images.of(Role.ALT).delete(id).expect(404);
        demo.patch(id, op("add", "/last", "x")).expect(200);

        audit.awaitTypes(id, "ImageCreated", "ImageUpdated");
    }

    @Test
    void share_fromOfferToRevocation_isTold() {
        String id = demo.queued();
        String members = "/v2/images/" + id + "/members";
        Api alt = Target.as(Role.ALT);
        demo.api().post(members).json(Map.of("member", altProject)).send().expect(200);
        alt.put(members + "/" + altProject)
                .json(Map.of("status", "accepted"))
                .send()
                .expect(200);
        alt.put(members + "/" + altProject)
                .json(Map.of("status", "rejected"))
                .send()
                .expect(200);
        demo.api().delete(members + "/" + altProject).send().expect(204);

        audit.awaitTypes(id, "ImageCreated", "ImageShared", "ShareAccepted", "ShareRejected", "ShareRevoked");
    }

    @Test
    void deprecation_byProperties_isToldWithItsReplacement() {
        String id = demo.queued();

        demo.patch(id, op("add", "/deprecated", "true"), op("add", "/replacement", "newer"))
                .expect(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(audit.events("type=Deprecated&image=" + id)).hasSize(1));
        demo.patch(id, remove("/deprecated"), remove("/replacement")).expect(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(audit.events("type=Undeprecated&image=" + id))
                        .hasSize(1));
        JsonNode deprecated = audit.events("type=Deprecated&image=" + id).getFirst();
        assertThat(deprecated.at("/data/replacement").asText()).isEqualTo("newer");
        audit.assertGapless(id);
    }

    @Test
    void download_always_isToldToTheOwner() {
        String id = demo.active(Fresh.bytes(1000));

        demo.download(id).expect(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(audit.events("type=ImageDownloaded&image=" + id))
                        .hasSize(1));
    }

    @Test
    void filters_eachAlone_findOnlyWhatTheySay() {
        String id = demo.queued();
        Images.of(Role.ADMIN).patch(id, op("add", "/by", "admin")).expect(200);
        audit.awaitTypes(id, "ImageCreated", "ImageUpdated");
        List<JsonNode> facts = audit.catalogFacts(id);
        String admin = Target.persona(Role.ADMIN).userId();
        String later = facts.getLast().path("time").asText();

        assertThat(audit.events("image=" + id + "&type=ImageCreated")).containsExactly(facts.getFirst());
        assertThat(audit.events("image=" + id + "&actor=" + admin)).containsExactly(facts.getLast());
        assertThat(audit.events("image=" + id + "&project=" + demoProject)).hasSize(2);
        assertThat(audit.events("image=" + id + "&project=" + altProject)).isEmpty();
        assertThat(audit.events("image=" + id + "&from=" + later)).containsExactly(facts.getLast());
        assertThat(audit.events("image=" + id + "&to=" + later)).containsExactly(facts.getFirst());
        assertThat(audit.events("image=" + id + "&to=2020-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void pages_followedByNext_giveEachEntryOnceNewestFirst() {
        String id = demo.queued();
        for (int i = 0; i < 6; i++) {
            demo.patch(id, op("add", "/n", "v" + i)).expect(200);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(audit.types(id)).hasSize(7));

        List<Long> positions = new ArrayList<>();
        String next = "/ext/v1/audit/events?limit=2&image=" + id;
        while (next != null) {
            JsonNode page = demo.api().get(next).send().expect(200).json();
            Json.stream(page.path("events"))
                    .forEach(event -> positions.add(event.path("position").asLong()));
            next = page.path("next").asText(null);
            assertThat(positions.size()).isLessThan(20);
        }

        assertThat(positions).hasSize(7).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void trail_ofAProject_isHiddenFromOthersButNotFromAdmins() {
        String id = demo.queued();
        audit.awaitTypes(id, "ImageCreated");

        assertThat(Audit.of(Role.READER).events("image=" + id)).hasSize(1);
        assertThat(Audit.of(Role.ADMIN).events("image=" + id)).hasSize(1);
        assertThat(Audit.of(Role.ALT).events("image=" + id)).isEmpty();
        assertThat(Audit.of(Role.ALT).events("limit=1000")).allMatch(this::concernsAlt);
    }

    /** A project also sees what its own people did to the images of others, such as accepting a share. */
    private boolean concernsAlt(JsonNode event) {
        return event.path("project_id").asText().equals(altProject)
                || event.at("/actor/project_id").asText().equals(altProject);
    }

    @Test
    void gaps_askedByAdmin_areNone() {
        Answer answer =
                Target.as(Role.ADMIN).get("/ext/v1/audit/gaps?open=true").send();

        assertThat(answer.expect(200).json().path("gaps")).isEmpty();
        Target.as(Role.DEMO).get("/ext/v1/audit/gaps").send().expect(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=-1",
                "limit=x",
                "marker=x",
                "from=yesterday",
                "to=%00",
                "image=no-uuid",
                "actor=%00",
                "type=%01"
            })
    void query_thatMakesNoSense_isBadRequest(String query) {
        audit.ask(query).expect(400);
    }

    @Test
    void trail_withoutToken_isUnauthorized() {
        Target.anonymous().get("/ext/v1/audit/events").send().expect(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void trail_askedToChange_refuses(String method) {
        Target.as(Role.ADMIN)
                .call(method, "/ext/v1/audit/events")
                .body("application/json", "{}")
                .send()
                .expectRefusal();
    }

    @Test
    void uploadThatFails_always_isToldWithItsReason() {
        String id = demo.queued();

        demo.api()
                .put("/v2/images/" + id + "/file")
                .header("X-OpenStack-Image-Size", "5")
                .body(Call.OCTETS, Fresh.bytes(10))
                .send()
                .expect(400);
        demo.upload(id, Fresh.bytes(10)).expect(204);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(audit.types(id)).endsWith("ImageUploaded"));
        audit.assertGapless(id);
        assertThat(audit.events("type=ImageUploadFailed&image=" + id))
                .allSatisfy(
                        event -> assertThat(event.at("/data/reason").asText()).isNotBlank());
    }
}
