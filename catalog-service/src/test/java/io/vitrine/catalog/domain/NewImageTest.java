/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import static io.vitrine.catalog.domain.Samples.RULES;
import static io.vitrine.catalog.domain.Samples.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NewImageTest {

    private static final Map<String, Object> FULL = map(
            "name",
            "<b>ünï</b>",
            "visibility",
            "private",
            "protected",
            true,
            "os_hidden",
            true,
            "disk_format",
            "qcow2",
            "container_format",
            "bare",
            "min_disk",
            5,
            "min_ram",
            2147483647L,
            "tags",
            List.of("b", "a", "b"),
            "os_distro",
            "ubuntu",
            "description",
            "two\nlines",
            "kernel_id",
            null);

    @Test
    void request_empty_givesTheDefaults() {
        NewImage image = NewImage.of(Map.of(), "own", RULES);
        assertThat(image.id()).isEmpty();
        assertThat(image.owner()).isEqualTo("own");
        assertThat(image.details()).isEqualTo(ImageDetails.defaults());
        assertThat(image.details().visibility()).isEqualTo(Visibility.SHARED);
    }

    @Test
    void request_full_isRead() {
        ImageDetails details = NewImage.of(FULL, "own", RULES).details();

        assertThat(details.name()).isEqualTo("<b>ünï</b>");
        assertThat(details.visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(details.isProtected()).isTrue();
        assertThat(details.hidden()).isTrue();
        assertThat(details.formats()).isEqualTo(new ImageFormats("qcow2", "bare"));
        assertThat(details.minDisk()).isEqualTo(5);
        assertThat(details.minRam()).isEqualTo(Integer.MAX_VALUE);
        assertThat(details.tags()).containsExactly("a", "b");
        assertThat(details.properties())
                .containsEntry("os_distro", "ubuntu")
                .containsEntry("description", "two\nlines")
                .containsEntry("kernel_id", null);
    }

    @Test
    void request_withItsOwnId_keepsIt() {
        assertThat(NewImage.of(map("id", Samples.ID.toString()), "own", RULES).id())
                .contains(Samples.ID);
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of("id", "1-1-1-1-1"),
                Arguments.of("id", 5),
                Arguments.of("id", null),
                Arguments.of("name", 5),
                Arguments.of("name", "n".repeat(256)),
                Arguments.of("name", "nul\u0000"),
                Arguments.of("name", "bell\u0007"),
                Arguments.of("name", "two\nlines"),
                Arguments.of("name", "half \ud800 character"),
                Arguments.of("visibility", "PUBLIC"),
                Arguments.of("visibility", null),
                Arguments.of("protected", "true"),
                Arguments.of("os_hidden", 1),
                Arguments.of("disk_format", "floppy"),
                Arguments.of("container_format", 1),
                Arguments.of("min_disk", -1),
                Arguments.of("min_disk", 1L << 31),
                Arguments.of("min_disk", 1.5),
                Arguments.of("min_ram", BigInteger.TWO.pow(80)),
                Arguments.of("min_ram", "1"),
                Arguments.of("tags", "a"),
                Arguments.of("tags", List.of(1)),
                Arguments.of("tags", List.of("t".repeat(256))),
                Arguments.of("tags", List.of("a\u0000")),
                Arguments.of("owner", null),
                Arguments.of("hw_cpu", 4),
                Arguments.of("hw_cpu", null),
                Arguments.of("hw_cpu", List.of()),
                Arguments.of("hw_cpu", "\u0000"),
                Arguments.of("k".repeat(256), "v"),
                Arguments.of("a\u0000b", "v"),
                Arguments.of("kernel_id", "not-a-uuid"),
                Arguments.of("cinder_encryption_key_deletion_policy", "perhaps"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void attribute_ofWrongForm_isInvalid(String name, Object value) {
        Map<String, Object> request = map(name, value);
        assertThatThrownBy(() -> NewImage.of(request, "own", RULES)).isInstanceOf(CatalogError.Invalid.class);
    }

    @ParameterizedTest
    @MethodSource("ofTheService")
    void attribute_ofTheService_isForbidden(String name) {
        Map<String, Object> request = map(name, "x");
        assertThatThrownBy(() -> NewImage.of(request, "own", RULES)).isInstanceOf(CatalogError.Forbidden.class);
    }

    static Stream<String> ofTheService() {
        return Stream.of(
                "status",
                "size",
                "virtual_size",
                "checksum",
                "os_hash_algo",
                "os_hash_value",
                "created_at",
                "updated_at",
                "self",
                "file",
                "schema",
                "direct_url",
                "stores",
                "locations",
                "deleted",
                "os_glance_importing_to_stores",
                "os_glance_stage_host");
    }

    @Test
    void request_withTooMuch_exceedsTheLimit() {
        Map<String, Object> tags = map("tags", List.of("a", "b", "c", "d"));
        assertThatThrownBy(() -> NewImage.of(tags, "own", RULES)).isInstanceOf(CatalogError.LimitExceeded.class);
        Map<String, Object> properties = map("a", "", "b", "", "c", "", "d", "");
        assertThatThrownBy(() -> NewImage.of(properties, "own", RULES)).isInstanceOf(CatalogError.LimitExceeded.class);
    }
}
