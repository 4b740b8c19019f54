/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sharing: {@code /v2/images/{id}/members}. */
class MembersIT {

    private final Api demo = Target.as(Role.DEMO);
    private final Api alt = Target.as(Role.ALT);
    private final Images images = Images.of(Role.DEMO);
    private final String altProject = Target.persona(Role.ALT).projectId();
    private final String demoProject = Target.persona(Role.DEMO).projectId();

    private static String path(String image, String... member) {
        return "/v2/images/" + image + "/members" + (member.length == 0 ? "" : "/" + member[0]);
    }

    private Answer share(String image, String project) {
        return demo.post(path(image)).json(Map.of("member", project)).send();
    }

    private String givenSharedWithAlt() {
        String id = images.queued();
        share(id, altProject).expect(200);
        return id;
    }

    private Answer answerShare(Api who, String image, String status) {
        return who.put(path(image, altProject)).json(Map.of("status", status)).send();
    }

    private boolean listedForAlt(String image, String query) {
        JsonNode found =
                alt.get("/v2/images?id=" + image + query).send().expect(200).json();
        return found.path("images").size() == 1;
    }

    @Test
    void share_withProject_isPendingAnd200() {
        String id = images.queued();

        JsonNode member = share(id, altProject).expect(200).json();

        assertThat(member.path("member_id").asText()).isEqualTo(altProject);
        assertThat(member.path("image_id").asText()).isEqualTo(id);
        assertThat(member.path("status").asText()).isEqualTo("pending");
        assertThat(member.path("schema").asText()).isEqualTo("/v2/schemas/member");
        assertThat(member.path("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(demo.get(path(id, altProject)).send().expect(200).json()).isEqualTo(member);
    }

    @Test
    void share_twice_isConflict() {
        String id = givenSharedWithAlt();

        share(id, altProject).expect(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"private", "community", "public"})
    void share_ofImageThatIsNotShared_isForbidden(String visibility) {
        String id = Images.of(Role.ADMIN).queued(Map.of("visibility", visibility));
        Api admin = Target.as(Role.ADMIN);

        admin.post(path(id)).json(Map.of("member", altProject)).send().expect(403);
        admin.get(path(id)).send().expect(403);
        admin.get(path(id, altProject)).send().expect(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "{\"member\": \"\"}", "{\"member\": null}", "{\"tenant\": \"x\"}", "\"x\"", "{", "5"
            })
    void share_withoutMember_isBadRequest(String body) {
        String id = images.queued();

        demo.post(path(id)).body("application/json", body).send().expect(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"member\": 5}", "{\"member\": {\"a\": 1}}", "{\"member\": [\"x\"]}", "{\"member\": true}"})
    void share_withMemberThatIsNoText_isNoServerError(String body) {
        String id = images.queued();

        demo.post(path(id)).body("application/json", body).send().expectNoServerError();
    }

    @Test
    void share_with129thProject_isOverTheLimit() {
        String id = images.queued();
        for (int i = 0; i < 128; i++) {
            share(id, "project-" + i).expect(200);
        }

        share(id, "project-128").expect(413);
    }

    @Test
    void pendingShare_always_isVisibleByIdButNotListed() {
        String id = givenSharedWithAlt();

        alt.get("/v2/images/" + id).send().expect(200);
        assertThat(listedForAlt(id, "")).isFalse();
        assertThat(listedForAlt(id, "&member_status=pending&visibility=shared")).isTrue();
        assertThat(listedForAlt(id, "&member_status=all&visibility=shared")).isTrue();
    }

    @Test
    void acceptedShare_always_isListed() {
        String id = givenSharedWithAlt();

        JsonNode member = answerShare(alt, id, "accepted").expect(200).json();

        assertThat(member.path("status").asText()).isEqualTo("accepted");
        assertThat(listedForAlt(id, "")).isTrue();
        assertThat(listedForAlt(id, "&visibility=shared")).isTrue();
        assertThat(listedForAlt(id, "&member_status=pending&visibility=shared")).isFalse();
    }

    @Test
    void rejectedShare_always_isVisibleByIdButNotListed() {
        String id = givenSharedWithAlt();
        answerShare(alt, id, "accepted").expect(200);

        answerShare(alt, id, "rejected").expect(200);

        alt.get("/v2/images/" + id).send().expect(200);
        assertThat(listedForAlt(id, "")).isFalse();
        assertThat(listedForAlt(id, "&member_status=rejected&visibility=shared"))
                .isTrue();
    }

    @Test
    void status_setByOwner_isForbidden() {
        String id = givenSharedWithAlt();

        answerShare(demo, id, "accepted").expect(403);

        assertThat(listedForAlt(id, "")).isFalse();
    }

    @Test
    void status_setByAdmin_isOk() {
        String id = givenSharedWithAlt();

        answerShare(Target.as(Role.ADMIN), id, "accepted").expect(200);

        assertThat(listedForAlt(id, "")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\": \"maybe\"}", "{}", "{\"status\": 1}", "{\"status\": null}", "[]", "{"})
    void status_thatDoesNotExist_isBadRequest(String body) {
        String id = givenSharedWithAlt();

        alt.put(path(id, altProject)).body("application/json", body).send().expect(400);

        assertThat(listedForAlt(id, "&member_status=pending&visibility=shared")).isTrue();
    }

    @Test
    void status_withMemberRepeated_isOkAsClientsSendIt() {
        String id = givenSharedWithAlt();

        alt.put(path(id, altProject))
                .json(Map.of("member", altProject, "status", "accepted"))
                .send()
                .expect(200);
    }

    @Test
    void members_seenByOwner_areAllAndByMemberItself() {
        String id = givenSharedWithAlt();
        String other = Fresh.name("other");
        share(id, other).expect(200);

        JsonNode all = demo.get(path(id)).send().expect(200).json();
        JsonNode own = alt.get(path(id)).send().expect(200).json();

        assertThat(all.path("schema").asText()).isEqualTo("/v2/schemas/members");
        assertThat(memberIds(all)).containsExactlyInAnyOrder(altProject, other);
        assertThat(memberIds(own)).containsExactly(altProject);
        alt.get(path(id, other)).send().expect(404);
        alt.get(path(id, altProject)).send().expect(200);
    }

    private static List<String> memberIds(JsonNode members) {
        return Json.stream(members.path("members"))
                .map(member -> member.path("member_id").asText())
                .toList();
    }

    @Test
    void revokedShare_always_isGoneForTheMember() {
        String id = givenSharedWithAlt();
        answerShare(alt, id, "accepted").expect(200);

        demo.delete(path(id, altProject)).send().expect(204);

        alt.get("/v2/images/" + id).send().expect(404);
        assertThat(listedForAlt(id, "&member_status=all&visibility=shared")).isFalse();
        demo.delete(path(id, altProject)).send().expect(404);
        demo.get(path(id, altProject)).send().expect(404);
        answerShare(alt, id, "accepted").expect(404);
    }

    @Test
    void member_ofAnImage_mayChangeNothingOfIt() {
        String id = givenSharedWithAlt();
        answerShare(alt, id, "accepted").expect(200);
        JsonNode before = images.show(id);
        Images altImages = Images.of(Role.ALT);

        altImages.patch(id, Json.op("replace", "/name", "mine")).expect(403);
        altImages.delete(id).expect(403);
        altImages.upload(id, Fresh.bytes(3)).expect(403);
        alt.put("/v2/images/" + id + "/tags/mine").send().expect(403);
        alt.post("/v2/images/" + id + "/actions/deactivate").send().expect(403);
        alt.post(path(id)).json(Map.of("member", demoProject)).send().expect(403);
        alt.delete(path(id, altProject)).send().expect(403);

        assertThat(images.show(id)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"READER", "ALT"})
    void members_changedByOthers_areRefused(Role role) {
        String id = images.queued();
        int refusal = role == Role.READER ? 403 : 404;
        Api other = Target.as(role);

        other.post(path(id)).json(Map.of("member", altProject)).send().expect(refusal);
        share(id, demoProject).expect(200);
        other.delete(path(id, demoProject)).send().expect(refusal);

        assertThat(memberIds(demo.get(path(id)).send().json())).containsExactly(demoProject);
    }

    @Test
    void members_ofMethodThatIsNotThere_nameTheOthers() {
        String id = images.queued();

        String allow = demo.delete(path(id)).send().expect(405).header("Allow");

        assertThat(Arrays.asList(allow.split(", ?"))).contains("GET", "POST");
    }
}
