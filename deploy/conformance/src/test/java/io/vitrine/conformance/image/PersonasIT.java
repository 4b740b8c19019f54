/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static io.vitrine.conformance.target.Json.op;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Stores;
import io.vitrine.conformance.target.Target;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what: what one may not see is 404, what one may see but not do is 403. */
class PersonasIT {

    private static final String ALT_PROJECT = Target.persona(Role.ALT).projectId();

    private final Images admin = Images.of(Role.ADMIN);
    private final Images demo = Images.of(Role.DEMO);

    /** An active image of demo's project, which only an admin can make in every visibility. */
    private String given(String visibility) {
        String id = demo.active(Fresh.bytes(10));
        admin.patch(id, op("replace", "/visibility", visibility)).expect(200);
        return id;
    }

    private static Answer perform(String action, Api api, String id) {
        String image = "/v2/images/" + id;
        return switch (action) {
            case "show" -> api.get(image).send();
            case "download" -> api.get(image + "/file").send();
            case "patch" ->
                api.patch(image).operations(op("add", "/touched", "yes")).send();
            case "upload" -> new Images(api).upload(id, Fresh.bytes(3));
            case "stage" -> new Images(api).stage(id, Fresh.bytes(3));
            case "import" ->
                api.post(image + "/import")
                        .json(Map.of("method", Map.of("name", "glance-direct")))
                        .send();
            case "leave" ->
                api.delete("/v2/stores/" + Stores.theDefault() + "/" + id).send();
            case "tag" -> api.put(image + "/tags/touched").send();
            case "deactivate" -> api.post(image + "/actions/deactivate").send();
            case "reactivate" -> api.post(image + "/actions/reactivate").send();
            case "members" -> api.get(image + "/members").send();
            case "share" ->
                api.post(image + "/members").json(Map.of("member", ALT_PROJECT)).send();
            case "delete" -> api.delete(image).send();
            default -> throw new IllegalArgumentException(action);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ",
            value = {
                "shared show 200 200 200 404",
                "shared download 200 200 403 404",
                "shared patch 200 200 403 404",
                "shared upload 409 409 403 404",
                "shared tag 204 204 403 404",
                "shared deactivate 204 204 403 404",
                "shared reactivate 204 204 403 404",
                "shared members 200 200 200 404",
                "shared share 200 200 403 404",
                "shared delete 204 204 403 404",
                "private show 200 200 200 404",
                "private download 200 200 403 404",
                "private patch 200 200 403 404",
                "private delete 204 204 403 404",
                "private share 403 403 403 404",
                "community show 200 200 200 200",
                "community download 200 200 403 200",
                "community patch 200 200 403 403",
                "community tag 204 204 403 403",
                "community deactivate 204 204 403 403",
                "community upload 409 409 403 403",
                "community delete 204 204 403 403",
                "public show 200 200 200 200",
                "public download 200 200 403 200",
                "public tag 204 204 403 403",
                "public share 403 403 403 403",
                "public delete 204 204 403 403"
            })
    void action_byEachPersona_isAllowedMaskedOrForbidden(
            String visibility, String action, int asAdmin, int asDemo, int asReader, int asAlt) {
        Map<Role, Integer> expected =
                Map.of(Role.ADMIN, asAdmin, Role.DEMO, asDemo, Role.READER, asReader, Role.ALT, asAlt);
        expected.forEach((role, status) -> {
            String id = given(visibility);
            perform(action, Target.as(role), id).expect(status);
        });
    }

    private String givenAs(String status) {
        String id = demo.queued();
        switch (status) {
            case "queued" -> {}
            case "uploading" -> demo.stage(id, Fresh.bytes(3)).expect(204);
            case "deactivated" -> {
                demo.upload(id, Fresh.bytes(10)).expect(204);
                perform("deactivate", demo.api(), id).expect(204);
            }
            default -> throw new IllegalArgumentException(status);
        }
        assertThat(demo.show(id).path("status").asText()).isEqualTo(status);
        return id;
    }

    /** "leave" gives up the copy in the default store, which has no name where it is the only one. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " ",
            value = {
                "queued download 204 204 403 404",
                "queued upload 204 204 403 404",
                "queued stage 204 204 403 404",
                "queued import 409 409 403 404",
                "queued leave 409 403 403 404",
                "uploading download 204 204 403 404",
                "uploading upload 409 409 403 404",
                "uploading stage 409 409 403 404",
                "uploading import 202 202 403 404",
                "uploading leave 409 403 403 404",
                "deactivated download 200 403 403 404",
                "deactivated upload 409 409 403 404",
                "deactivated stage 409 409 403 404",
                "deactivated import 409 409 403 404",
                "deactivated leave 409 403 403 404"
            })
    void dataOfAnImageThatIsNotActive_byEachPersona_isAllowedMaskedOrForbidden(
            String imageStatus, String action, int asAdmin, int asDemo, int asReader, int asAlt) {
        Map<Role, Integer> expected =
                Map.of(Role.ADMIN, asAdmin, Role.DEMO, asDemo, Role.READER, asReader, Role.ALT, asAlt);
        expected.forEach((role, status) -> {
            String id = givenAs(imageStatus);
            boolean nowhere = action.equals("leave") && Stores.theDefault().isEmpty();
            perform(action, Target.as(role), id).expect(nowhere ? 404 : status);
        });
    }

    @Test
    void refusals_ofAnyKind_changeNothing() {
        String id = given("public");
        JsonNode before = demo.show(id);

        for (String action : new String[] {"patch", "upload", "tag", "deactivate", "share", "delete"}) {
            perform(action, Target.as(Role.ALT), id).expect(403);
            perform(action, Target.as(Role.READER), id).expect(403);
        }

        assertThat(demo.show(id)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEMO", "ALT", "READER"})
    void publish_byOthersThanAdmins_isForbidden(Role role) {
        Images.of(role).create(Map.of("visibility", "public")).expect(403);
    }

    @Test
    void publish_ofOwnImageByMember_isForbiddenAsAWhole() {
        String id = demo.queued();
        JsonNode before = demo.show(id);

        demo.patch(id, op("add", "/k", "v"), op("replace", "/visibility", "public"))
                .expect(403);

        assertThat(demo.show(id)).isEqualTo(before);
    }

    /** Stock Glance lets members communitize; here that is a switch, off by default. */
    @Tag("vitrine")
    @Test
    void communitize_byMember_isForbidden() {
        String id = demo.queued();

        demo.create(Map.of("visibility", "community")).expect(403);
        demo.patch(id, op("replace", "/visibility", "community")).expect(403);

        assertThat(demo.show(id).path("visibility").asText()).isEqualTo("shared");
    }

    @ParameterizedTest
    @ValueSource(strings = {"community", "public"})
    void communitizeAndPublish_byAdmin_isOk(String visibility) {
        assertThat(demo.show(given(visibility)).path("visibility").asText()).isEqualTo(visibility);
    }

    @Test
    void unpublish_byItsOwner_isOk() {
        String id = given("public");

        demo.patch(id, op("replace", "/visibility", "private")).expect(200);

        Images.of(Role.ALT).api().get("/v2/images/" + id).send().expect(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"patch", "upload", "tag", "deactivate", "members", "share", "delete", "show", "download"})
    void action_onOthersImage_isMaskedAsIfItWereNotThere(String action) {
        String id = demo.active(Fresh.bytes(10));
        String none = Fresh.uuid();
        Api alt = Target.as(Role.ALT);

        Answer masked = perform(action, alt, id);
        Answer missing = perform(action, alt, none);

        assertThat(masked.expect(404).text().replace(id, "ID"))
                .isEqualTo(missing.expect(404).text().replace(none, "ID"));
    }
}
