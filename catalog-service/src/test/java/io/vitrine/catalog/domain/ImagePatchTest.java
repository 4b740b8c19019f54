/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import static io.vitrine.catalog.domain.PatchOperation.Kind.ADD;
import static io.vitrine.catalog.domain.PatchOperation.Kind.REMOVE;
import static io.vitrine.catalog.domain.PatchOperation.Kind.REPLACE;
import static io.vitrine.catalog.domain.Samples.LATER;
import static io.vitrine.catalog.domain.Samples.RULES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePatchTest {

    private static final Image IMAGE = Samples.image("name", "old", "os_distro", "ubuntu");

    @Test
    void patch_ofSeveralAttributes_changesThemAndTheTime() {
        Image patched = patch(
                IMAGE,
                op(REPLACE, "name", "new"),
                op(REPLACE, "os_distro", "debian"),
                op(ADD, "os_version", "13"),
                op(REPLACE, "tags", List.of("x")),
                op(ADD, "min_disk", 7));
        assertThat(patched.details().name()).isEqualTo("new");
        assertThat(patched.details().minDisk()).isEqualTo(7);
        assertThat(patched.details().tags()).containsExactly("x");
        assertThat(patched.details().properties())
                .containsEntry("os_distro", "debian")
                .containsEntry("os_version", "13");
        assertThat(patched.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void patch_removingProperty_removesIt() {
        assertThat(patch(IMAGE, op(REMOVE, "os_distro", null)).details().properties())
                .isEmpty();
    }

    @Test
    void patch_withoutEffect_givesTheSameImage() {
        assertThat(patch(IMAGE, op(REPLACE, "name", "old"))).isSameAs(IMAGE);
        assertThat(patch(IMAGE, op(ADD, "a", "1"), op(REMOVE, "a", null))).isSameAs(IMAGE);
        assertThat(patch(IMAGE)).isSameAs(IMAGE);
    }

    @Test
    void addition_ofExistingAttribute_overwritesInV21AndConflictsInV20() {
        assertThat(patch(IMAGE, op(ADD, "name", "x")).details().name()).isEqualTo("x");
        assertThat(patch(IMAGE, op(ADD, "os_distro", "x")).details().properties())
                .containsValue("x");

        for (String attribute : List.of("name", "os_distro")) {
            ImagePatch old = new ImagePatch(false, List.of(op(ADD, attribute, "x")));
            assertThatThrownBy(() -> old.applyTo(IMAGE, false, RULES, LATER)).isInstanceOf(CatalogError.Conflict.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLACE", "REMOVE"})
    void change_ofMissingProperty_isConflict(PatchOperation.Kind kind) {
        assertRefused(CatalogError.Conflict.class, IMAGE, op(kind, "missing", "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "status",
                "checksum",
                "size",
                "virtual_size",
                "os_hash_algo",
                "os_hash_value",
                "created_at",
                "updated_at",
                "self",
                "file",
                "schema",
                "direct_url",
                "locations",
                "os_glance_x"
            })
    void change_ofAttributeOfTheService_isForbidden(String attribute) {
        assertRefused(CatalogError.Forbidden.class, IMAGE, op(REPLACE, attribute, "x"));
        assertRefused(CatalogError.Forbidden.class, IMAGE, op(ADD, attribute, "x"));
        assertRefused(CatalogError.Forbidden.class, IMAGE, op(REMOVE, attribute, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "tags", "visibility", "min_disk", "protected", "disk_format"})
    void removal_ofBaseAttribute_isForbidden(String attribute) {
        assertRefused(CatalogError.Forbidden.class, IMAGE, op(REMOVE, attribute, null));
    }

    @Test
    void owner_isChangedByAdminsOnly() {
        ImagePatch patch = new ImagePatch(true, List.of(op(REPLACE, "owner", "other")));
        assertThat(patch.applyTo(IMAGE, true, RULES, LATER).owner()).isEqualTo("other");
        assertThatThrownBy(() -> patch.applyTo(IMAGE, false, RULES, LATER)).isInstanceOf(CatalogError.Forbidden.class);
    }

    @Test
    void formats_changeOnlyWhileQueued() {
        assertThat(patch(IMAGE, op(REPLACE, "disk_format", "raw"))
                        .details()
                        .formats()
                        .disk())
                .isEqualTo("raw");
        Image active = Samples.active("disk_format", "raw");
        assertRefused(CatalogError.Forbidden.class, active, op(REPLACE, "disk_format", "raw"));
        assertRefused(CatalogError.Forbidden.class, active, op(ADD, "container_format", "bare"));
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of("hw_cpu", 4),
                Arguments.of("hw_cpu", null),
                Arguments.of("name", "a\u0000"),
                Arguments.of("visibility", "everyone"),
                Arguments.of("min_ram", -1),
                Arguments.of("tags", null),
                Arguments.of("protected", "yes"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void value_ofWrongForm_isInvalid(String attribute, Object value) {
        assertRefused(CatalogError.Invalid.class, IMAGE, op(ADD, attribute, value));
    }

    @Test
    void patch_beyondTheLimit_isRefused_butMayShrinkWhatIsBeyondIt() {
        Image full = Samples.image("a", "", "b", "", "c", "");
        assertRefused(CatalogError.LimitExceeded.class, full, op(ADD, "d", ""));
        assertRefused(CatalogError.LimitExceeded.class, full, op(REPLACE, "tags", List.of("1", "2", "3", "4")));

        CatalogRules tighter = new CatalogRules(RULES.diskFormats(), RULES.containerFormats(), 1, 1, 1);
        ImagePatch shrinking = new ImagePatch(true, List.of(op(REMOVE, "a", null)));
        assertThat(shrinking.applyTo(full, false, tighter, LATER).details().properties())
                .hasSize(2);
    }

    private static Image patch(Image image, PatchOperation... operations) {
        return new ImagePatch(true, List.of(operations)).applyTo(image, false, RULES, LATER);
    }

    private static void assertRefused(Class<? extends CatalogError> error, Image image, PatchOperation operation) {
        assertThatThrownBy(() -> patch(image, operation)).isInstanceOf(error);
    }

    private static PatchOperation op(PatchOperation.Kind kind, String attribute, Object value) {
        return new PatchOperation(kind, attribute, value);
    }
}
