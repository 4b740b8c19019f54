/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static io.vitrine.conformance.target.Json.op;
import static io.vitrine.conformance.target.Json.remove;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PATCH /v2/images/{id}} in the v2.1 form that today's clients send. */
class PatchImageIT {

    private final Images demo = Images.of(Role.DEMO);

    @Test
    void patch_withSeveralOperations_appliesThemInOrder() {
        String id = demo.queued(Map.of("old", "1"));
        String name = Fresh.name("renamed");

        JsonNode image = demo.patch(
                        id,
                        op("replace", "/name", name),
                        op("add", "/os_distro", "ubuntu"),
                        op("replace", "/os_distro", "debian"),
                        remove("/old"),
                        op("add", "/tags", List.of("t")))
                .expect(200)
                .json();

        assertThat(image).isEqualTo(demo.show(id));
        assertThat(image.path("name").asText()).isEqualTo(name);
        assertThat(image.path("os_distro").asText()).isEqualTo("debian");
        assertThat(image.has("old")).isFalse();
        assertThat(image.path("tags")).isEqualTo(Json.of(List.of("t")));
    }

    @Test
    void patch_withNothingInIt_isOk() {
        String id = demo.queued();

        assertThat(demo.patch(id).expect(200).json()).isEqualTo(demo.show(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "replace"})
    void patch_ofBaseFields_worksWithEitherOperation(String operation) {
        String id = demo.queued();

        JsonNode image = demo.patch(
                        id,
                        op(operation, "/name", "n"),
                        op(operation, "/visibility", "private"),
                        op(operation, "/os_hidden", true),
                        op(operation, "/protected", true),
                        op(operation, "/min_disk", 3),
                        op(operation, "/min_ram", 4),
                        op(operation, "/disk_format", "iso"))
                .expect(200)
                .json();

        assertThat(image.path("visibility").asText()).isEqualTo("private");
        assertThat(image.path("os_hidden").asBoolean()).isTrue();
        assertThat(image.path("protected").asBoolean()).isTrue();
        assertThat(image.path("min_disk").asInt()).isEqualTo(3);
        assertThat(image.path("min_ram").asInt()).isEqualTo(4);
        assertThat(image.path("disk_format").asText()).isEqualTo("iso");
    }

    @Test
    void patch_ofNameToNull_unsetsIt() {
        String id = demo.queued();
        Map<String, Object> unset = new HashMap<>(Map.of("op", "replace", "path", "/name"));
        unset.put("value", null);

        assertThat(demo.patch(id, unset).expect(200).json().path("name").isNull())
                .isTrue();
    }

    @Test
    void patch_addOfExistingProperty_overwrites() {
        String id = demo.queued(Map.of("k", "old"));

        assertThat(demo.patch(id, op("add", "/k", "new")).expect(200).json().path("k"))
                .isEqualTo(Json.of("new"));
    }

    @Test
    void patch_withEscapedPointer_namesTheProperty() {
        String id = demo.queued();

        JsonNode image = demo.patch(id, op("add", "/a~1b", "slash"), op("add", "/a~0b", "tilde"))
                .expect(200)
                .json();

        assertThat(image.path("a/b").asText()).isEqualTo("slash");
        assertThat(image.path("a~b").asText()).isEqualTo("tilde");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replace", "remove"})
    void patch_ofMissingProperty_isConflict(String operation) {
        String id = demo.queued();

        demo.patch(id, op(operation, "/nope", "x")).expect(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "visibility",
                "tags",
                "min_disk",
                "min_ram",
                "protected",
                "os_hidden",
                "disk_format",
                "container_format"
            })
    void patch_removingBaseField_isForbidden(String field) {
        String id = demo.queued();

        demo.patch(id, remove("/" + field)).expect(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "created_at",
                "updated_at",
                "status",
                "checksum",
                "size",
                "virtual_size",
                "direct_url",
                "self",
                "file",
                "schema",
                "id",
                "os_hash_algo",
                "os_hash_value",
                "os_glance_x"
            })
    void patch_ofReadOnlyOrReservedField_isForbiddenAsAWhole(String field) {
        String id = demo.queued();
        JsonNode before = demo.show(id);

        demo.patch(id, op("add", "/fine", "x"), op("replace", "/" + field, "x")).expect(403);
        demo.patch(id, op("add", "/fine", "x"), op("add", "/" + field, "x")).expect(403);

        assertThat(demo.show(id)).isEqualTo(before);
    }

    @Test
    void patch_ofOwner_isForAdminsOnly() {
        String id = demo.queued();
        String alt = Target.persona(Role.ALT).projectId();

        demo.patch(id, op("replace", "/owner", alt)).expect(403);
        JsonNode moved = Images.of(Role.ADMIN)
                .patch(id, op("replace", "/owner", alt))
                .expect(200)
                .json();

        assertThat(moved.path("owner").asText()).isEqualTo(alt);
        Images.of(Role.ALT).show(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "an object | {}",
                "no operation name | [{\"path\": \"/x\", \"value\": \"y\"}]",
                "no path | [{\"op\": \"add\", \"value\": \"y\"}]",
                "no value | [{\"op\": \"add\", \"path\": \"/x\"}]",
                "no object | [\"x\"]",
                "null | null",
                "no slash | [{\"op\": \"add\", \"path\": \"x\", \"value\": \"y\"}]",
                "empty path | [{\"op\": \"add\", \"path\": \"\", \"value\": \"y\"}]",
                "two deep | [{\"op\": \"add\", \"path\": \"/a/b\", \"value\": \"y\"}]",
                "slash at the end | [{\"op\": \"add\", \"path\": \"/a/\", \"value\": \"y\"}]",
                "bad escape | [{\"op\": \"add\", \"path\": \"/a~2b\", \"value\": \"y\"}]",
                "path is a number | [{\"op\": \"add\", \"path\": 5, \"value\": \"y\"}]",
                "move | [{\"op\": \"move\", \"from\": \"/k\", \"path\": \"/l\"}]",
                "copy | [{\"op\": \"copy\", \"from\": \"/k\", \"path\": \"/l\"}]",
                "test | [{\"op\": \"test\", \"path\": \"/k\", \"value\": \"v\"}]",
                "capitals | [{\"op\": \"ADD\", \"path\": \"/x\", \"value\": \"y\"}]",
                "the old form | [{\"add\": \"/x\", \"value\": \"y\"}]",
                "into a list | [{\"op\": \"add\", \"path\": \"/tags/-\", \"value\": \"y\"}]",
                "cut off | [{",
                "nothing | ''"
            })
    void patch_thatIsNoPatch_isBadRequest(String what, String body) {
        String id = demo.queued(Map.of("k", "v"));
        JsonNode before = demo.show(id);

        Answer answer = demo.api()
                .patch("/v2/images/" + id)
                .body(Call.PATCH_V21, body.equals("''") ? "" : body)
                .send();

        assertThat(answer.status()).as(what).isEqualTo(400);
        assertThat(demo.show(id)).isEqualTo(before);
    }

    @Test
    void patch_failingHalfWay_changesNothing() {
        String id = demo.queued();
        JsonNode before = demo.show(id);

        demo.patch(id, op("add", "/first", "x"), remove("/missing")).expect(409);

        assertThat(demo.show(id)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk_format", "container_format"})
    void patch_ofFormatOnceActive_isForbidden(String field) {
        String id = demo.active(Fresh.bytes(10));

        demo.patch(id, op("replace", "/" + field, "ami")).expect(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json-patch+json", "text/plain"})
    void patch_ofForeignMediaType_isRefusedWithTheRightOnes(String type) {
        String id = demo.queued();

        Answer answer =
                demo.api().patch("/v2/images/" + id).body(type, "[]").send().expect(415);

        assertThat(answer.header("Accept-Patch")).contains(Call.PATCH_V20, Call.PATCH_V21);
    }

    @Test
    void patch_withCharsetInTheMediaType_isOk() {
        String id = demo.queued();

        demo.api()
                .patch("/v2/images/" + id)
                .body(Call.PATCH_V21 + "; charset=utf-8", "[]")
                .send()
                .expect(200);
    }
}
