/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /v2/schemas/...}: glanceclient builds its model from these, nova reads the formats in them. */
class SchemasIT {

    private static JsonNode schema(String name) {
        return Target.as(Role.READER)
                .get("/v2/schemas/" + name)
                .send()
                .expect(200)
                .json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "images", "member", "members", "task", "tasks"})
    void schema_ofEachKind_namesItself(String name) {
        assertThat(schema(name).path("name").asText()).isEqualTo(name);
        assertThat(schema(name).path("properties").isObject()).isTrue();
    }

    @Test
    void imageSchema_always_describesEveryFieldShown() {
        JsonNode properties = schema("image").path("properties");
        JsonNode image = Images.of(Role.DEMO).given(Map.of());

        assertThat(image.fieldNames())
                .toIterable()
                .allSatisfy(field -> assertThat(properties.has(field)).as(field).isTrue());
    }

    @Test
    void imageSchema_always_allowsStringsBeside() {
        assertThat(schema("image").at("/additionalProperties/type").asText()).isEqualTo("string");
    }

    @Test
    void imageSchema_always_listsTheFormatsAndNull() {
        JsonNode properties = schema("image").path("properties");

        assertThat(Json.stream(properties.at("/disk_format/enum")).map(JsonNode::asText))
                .contains("raw", "qcow2", "vmdk", "iso", "vhd", "vhdx", "vdi", "ami", "ari", "aki", "ploop");
        assertThat(Json.stream(properties.at("/disk_format/enum")).anyMatch(JsonNode::isNull))
                .isTrue();
        assertThat(Json.stream(properties.at("/container_format/enum")).map(JsonNode::asText))
                .contains("bare", "ovf", "ova", "docker", "compressed", "ami", "ari", "aki");
        assertThat(Json.stream(properties.at("/visibility/enum")).map(JsonNode::asText))
                .containsExactlyInAnyOrder("community", "public", "private", "shared");
        assertThat(Json.stream(properties.at("/status/enum")).map(JsonNode::asText))
                .contains("queued", "saving", "uploading", "importing", "active", "deactivated", "deleted");
    }

    @Test
    void imageSchema_always_marksServerFieldsReadOnly() {
        JsonNode properties = schema("image").path("properties");

        for (String field : List.of("status", "size", "checksum", "created_at", "updated_at", "self", "file")) {
            assertThat(properties.path(field).path("readOnly").asBoolean())
                    .as(field)
                    .isTrue();
        }
    }

    @Test
    void imageSchema_always_knowsTheWellKnownProperties() {
        JsonNode properties = schema("image").path("properties");

        for (String field : List.of(
                "kernel_id", "ramdisk_id", "instance_uuid", "architecture", "os_distro", "os_version", "description")) {
            assertThat(properties.path(field).path("is_base")).as(field).isEqualTo(Json.of(false));
        }
    }

    @Test
    void memberSchema_always_listsTheStatuses() {
        assertThat(Json.stream(schema("member").at("/properties/status/enum")).map(JsonNode::asText))
                .containsExactlyInAnyOrder("pending", "accepted", "rejected");
    }

    @Test
    void listSchemas_always_holdTheirItems() {
        assertThat(schema("images").at("/properties/images/items/name").asText())
                .isEqualTo("image");
        assertThat(schema("members").at("/properties/members/items/name").asText())
                .isEqualTo("member");
    }

    @Test
    void schema_unknown_isNotFound() {
        Target.as(Role.DEMO).get("/v2/schemas/nope").send().expect(404);
    }

    @Test
    void schema_withoutToken_isUnauthorized() {
        Target.anonymous().get("/v2/schemas/image").send().expect(401);
    }
}
