/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.ImagePolicy.Allowed;
import io.vitrine.catalog.domain.ImagePolicy.Switches;
import io.vitrine.catalog.domain.ImagePolicy.Use;
import io.vitrine.kit.identity.Caller;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePolicyTest {

    private final ImagePolicy policy =
            new ImagePolicy(new Switches(Allowed.ADMIN, Allowed.ADMIN, Allowed.ADMIN, Allowed.ADMIN));

    /**
     * For each persona and relation the verdicts on SHOW, DOWNLOAD, MODIFY (and DELETE, UPLOAD, IMPORT, DEACTIVATE, REACTIVATE,
     * ADD_MEMBER, REMOVE_MEMBER), ANSWER_SHARE, LIST_MEMBERS.
     */
    @ParameterizedTest
    @CsvSource({
        "own,   admin,   private,   false, ok ok ok ok ok",
        "other, admin,   private,   false, ok ok ok ok ok",
        "own,   member,  private,   false, ok ok ok 403 ok",
        "own,   manager, private,   false, ok ok ok 403 ok",
        "own,   reader,  private,   false, ok 403 403 403 ok",
        "own,   nothing, private,   false, 404 404 404 404 404",
        "other, member,  private,   false, 404 404 404 404 404",
        "other, member,  private,   true,  404 404 404 404 404",
        "other, member,  shared,    false, 404 404 404 404 404",
        "other, member,  shared,    true,  ok ok 403 ok ok",
        "other, reader,  shared,    true,  ok 403 403 403 ok",
        "other, member,  community, false, ok ok 403 403 403",
        "other, reader,  community, false, ok 403 403 403 403",
        "other, member,  public,    false, ok ok 403 403 403",
        "other, reader,  public,    false, ok 403 403 403 403",
        "other, nothing, public,    false, 404 404 404 404 404",
    })
    void verdicts(String project, String role, String visibility, boolean isMember, String expected) {
        Caller caller = Samples.caller(project, role);
        Image image = Samples.image("visibility", visibility);
        StringBuilder verdicts = new StringBuilder();
        for (Action action :
                new Action[] {Action.SHOW, Action.DOWNLOAD, Action.MODIFY, Action.ANSWER_SHARE, Action.LIST_MEMBERS}) {
            verdicts.append(verdict(() -> policy.require(caller, action, image, isMember)))
                    .append(' ');
        }
        assertThat(verdicts.toString().strip()).isEqualTo(expected);
        for (Action action : new Action[] {
            Action.DELETE,
            Action.UPLOAD,
            Action.IMPORT,
            Action.DEACTIVATE,
            Action.REACTIVATE,
            Action.ADD_MEMBER,
            Action.REMOVE_MEMBER
        }) {
            assertThat(verdict(() -> policy.require(caller, action, image, isMember)))
                    .as(action.name())
                    .isEqualTo(expected.split(" ", -1)[2]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "admin,  PUBLIC,    ADMIN,  ok",
        "admin,  COMMUNITY, ADMIN,  ok",
        "member, PUBLIC,    ADMIN,  403",
        "member, PUBLIC,    MEMBER, 403",
        "member, COMMUNITY, ADMIN,  403",
        "member, COMMUNITY, MEMBER, ok",
        "member, PRIVATE,   ADMIN,  ok",
        "member, SHARED,    ADMIN,  ok",
    })
    void visibility_forEveryone_isTheAdminsToGive(
            String role, Visibility visibility, Allowed communitize, String expected) {
        ImagePolicy switched = new ImagePolicy(new Switches(communitize, Allowed.ADMIN, Allowed.ADMIN, Allowed.ADMIN));
        assertThat(verdict(() -> switched.requireVisibility(Samples.caller("own", role), visibility)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "admin,  other, ADMIN,  ok",
        "member, own,   ADMIN,  403",
        "member, own,   MEMBER, ok",
        "reader, own,   MEMBER, 403",
        "member, other, MEMBER, 403",
    })
    void copies_areTheAdminsToMakeAndDelete_unlessSwitched(
            String role, String project, Allowed allowed, String expected) {
        Caller caller = Samples.caller(project, role);
        Image image = Samples.active("visibility", "public");
        ImagePolicy copying = new ImagePolicy(new Switches(Allowed.ADMIN, allowed, Allowed.ADMIN, Allowed.ADMIN));
        ImagePolicy deleting = new ImagePolicy(new Switches(Allowed.ADMIN, Allowed.ADMIN, allowed, Allowed.ADMIN));

        assertThat(verdict(() -> copying.require(caller, Action.COPY_IMAGE, image, false)))
                .isEqualTo(expected);
        assertThat(verdict(() -> deleting.require(caller, Action.DELETE_COPY, image, false)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "admin,  other, ADMIN,  DOWNLOAD, ok",
        "member, own,   ADMIN,  EXPORT,   403",
        "member, own,   MEMBER, EXPORT,   ok",
        "member, own,   MEMBER, DOWNLOAD, 403",
        "member, other, MEMBER, EXPORT,   403",
    })
    void deactivatedData_isWithheld_unlessItsOwnersMayExportIt(
            String role, String project, Allowed allowed, Use use, String expected) {
        Caller caller = Samples.caller(project, role);
        Image image =
                Samples.active("visibility", "public").deactivate(Instant.now()).orElseThrow();
        ImagePolicy exporting = new ImagePolicy(new Switches(Allowed.ADMIN, Allowed.ADMIN, Allowed.ADMIN, allowed));

        assertThat(verdict(() -> exporting.requireData(caller, use, image))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"admin, other, ok", "member, own, ok", "member, other, 403", "reader, own, 403", "nothing, own, 403"})
    void creation_isForMembersInTheirProject(String role, String owner, String expected) {
        NewImage image = NewImage.of(Map.of("owner", owner), "own", Samples.RULES);
        assertThat(verdict(() -> policy.requireCreate(Samples.caller("own", role), image)))
                .isEqualTo(expected);
    }

    @Test
    void creation_ofPublicImage_isForbiddenToMembers() {
        NewImage image = NewImage.of(Map.of("visibility", "public"), "own", Samples.RULES);
        assertThatThrownBy(() -> policy.requireCreate(Samples.caller("own", "member"), image))
                .isInstanceOf(CatalogError.Forbidden.class)
                .hasMessageContaining("publicize");
    }

    @Test
    void list_isForEveryRoleThatReads() {
        assertThat(verdict(() -> policy.requireList(Samples.caller("own", "reader"))))
                .isEqualTo("ok");
        assertThat(verdict(() -> policy.requireList(Samples.caller("own", "nothing"))))
                .isEqualTo("403");
    }

    private static String verdict(Runnable check) {
        try {
            check.run();
            return "ok";
        } catch (CatalogError.NotFound e) {
            return "404";
        } catch (CatalogError.Forbidden e) {
            return "403";
        }
    }
}
