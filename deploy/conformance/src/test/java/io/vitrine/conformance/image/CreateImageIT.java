/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v2/images}: what a new image is, and which ones are refused. */
class CreateImageIT {

    private final Images demo = Images.of(Role.DEMO);
    private final Images admin = Images.of(Role.ADMIN);

    @Test
    void create_withNothing_fillsTheDefaults() {
        Answer answer = demo.create(Map.of());

        JsonNode image = answer.expect(201).json();
        String id = image.path("id").asText();
        assertThat(image.path("name").isNull()).isTrue();
        assertThat(image.path("status").asText()).isEqualTo("queued");
        assertThat(image.path("visibility").asText()).isEqualTo("shared");
        assertThat(image.path("owner").asText())
                .isEqualTo(Target.persona(Role.DEMO).projectId());
        assertThat(image.path("protected")).isEqualTo(Json.of(false));
        assertThat(image.path("os_hidden")).isEqualTo(Json.of(false));
        assertThat(image.path("min_ram")).isEqualTo(Json.of(0));
        assertThat(image.path("min_disk")).isEqualTo(Json.of(0));
        assertThat(image.path("tags")).isEqualTo(Json.of(List.of()));
        assertThat(image.path("self").asText()).isEqualTo("/v2/images/" + id);
        assertThat(image.path("file").asText()).isEqualTo("/v2/images/" + id + "/file");
        assertThat(image.path("schema").asText()).isEqualTo("/v2/schemas/image");
        assertThat(answer.header("Location")).endsWith("/v2/images/" + id);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void create_withNothing_showsUnsetFieldsAsNull() {
        JsonNode image = demo.create(Map.of()).expect(201).json();

        for (String field : List.of(
                "checksum",
                "os_hash_algo",
                "os_hash_value",
                "size",
                "virtual_size",
                "container_format",
                "disk_format")) {
            assertThat(image.has(field)).as(field).isTrue();
            assertThat(image.path(field).isNull()).as(field).isTrue();
        }
    }

    @Test
    void create_withEverything_keepsIt() {
        String id = Fresh.uuid();

        JsonNode image = demo.create(Map.ofEntries(
                        entry("id", id),
                        entry("name", "everything"),
                        entry("visibility", "private"),
                        entry("protected", true),
                        entry("os_hidden", true),
                        entry("disk_format", "qcow2"),
                        entry("container_format", "bare"),
                        entry("min_disk", 20),
                        entry("min_ram", 2147483647),
                        entry("tags", List.of("one", "two")),
                        entry("owner", Target.persona(Role.DEMO).projectId()),
                        entry("os_distro", "ubuntu"),
                        entry("hw_disk_bus", "virtio")))
                .expect(201)
                .json();

        assertThat(image).isEqualTo(demo.show(id));
        assertThat(image.path("id").asText()).isEqualTo(id);
        assertThat(image.path("visibility").asText()).isEqualTo("private");
        assertThat(image.path("protected").asBoolean()).isTrue();
        assertThat(image.path("os_hidden").asBoolean()).isTrue();
        assertThat(image.path("min_disk").asInt()).isEqualTo(20);
        assertThat(image.path("min_ram").asInt()).isEqualTo(2147483647);
        assertThat(Json.stream(image.path("tags")).map(JsonNode::asText)).containsExactlyInAnyOrder("one", "two");
        assertThat(image.path("os_distro").asText()).isEqualTo("ubuntu");
        assertThat(image.path("hw_disk_bus").asText()).isEqualTo("virtio");
    }

    @Test
    void create_anyTime_writesTimesToTheSecondInUtc() {
        JsonNode image = demo.given(Map.of());

        assertThat(image.path("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(image.path("updated_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void create_withRepeatedTags_keepsEachOnce() {
        JsonNode image = demo.given(Map.of("tags", List.of("a", "a", "b")));

        assertThat(Json.stream(image.path("tags")).map(JsonNode::asText)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void create_withIdInUse_isConflict() {
        String id = demo.given(Map.of()).path("id").asText();

        demo.create(Map.of("id", id)).expect(409);
        Images.of(Role.ALT).create(Map.of("id", id)).expect(409);
    }

    @Test
    void create_withIdOfDeletedImage_isConflict() {
        String id = demo.given(Map.of()).path("id").asText();
        demo.delete(id).expect(204);

        demo.create(Map.of("id", id)).expect(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "x", "d950b38649724dabaffab0ee205c0c52", "filesystem://etc/passwd", ""})
    void create_withIdThatIsNoUuid_isBadRequest(String id) {
        demo.create(Map.of("id", id)).expect(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "size",
                "virtual_size",
                "checksum",
                "created_at",
                "updated_at",
                "self",
                "file",
                "schema",
                "direct_url"
            })
    void create_withReadOnlyField_isForbidden(String field) {
        Object value = field.contains("size") ? 5 : field.equals("status") ? "active" : "x";

        demo.create(Map.of(field, value)).expect(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"os_glance_x", "os_glance_import_task"})
    void create_withReservedProperty_isForbidden(String key) {
        demo.create(Map.of(key, "1")).expect(403);
    }

    @Test
    void create_forAnotherProject_isForAdminsOnly() {
        String alt = Target.persona(Role.ALT).projectId();

        demo.create(Map.of("owner", alt)).expect(403);
        JsonNode image = admin.create(Map.of("owner", alt)).expect(201).json();
        assertThat(image.path("owner").asText()).isEqualTo(alt);
    }

    @ParameterizedTest
    @CsvSource({
        "disk_format, exe",
        "container_format, zip",
        "visibility, everybody",
        "kernel_id, no-uuid",
        "ramdisk_id, x",
        "cinder_encryption_key_deletion_policy, maybe"
    })
    void create_withUnknownValue_isBadRequest(String field, String value) {
        demo.create(Map.of(field, value)).expect(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ami", "ari", "aki", "vhd", "vhdx", "vmdk", "raw", "qcow2", "vdi", "iso", "ploop"})
    void create_withKnownDiskFormat_isCreated(String format) {
        assertThat(demo.given(Map.of("disk_format", format)).path("disk_format").asText())
                .isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ami", "ari", "aki", "bare", "ovf", "ova", "docker", "compressed"})
    void create_withKnownContainerFormat_isCreated(String format) {
        assertThat(demo.given(Map.of("container_format", format))
                        .path("container_format")
                        .asText())
                .isEqualTo(format);
    }

    @Test
    void create_asReader_isForbidden() {
        Images.of(Role.READER).create(Map.of("name", "no")).expect(403);
    }
}
