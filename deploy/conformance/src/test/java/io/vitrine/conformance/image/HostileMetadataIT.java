/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata from people who mean no good: refused, or kept exactly; never a 5xx, and a refusal changes nothing. */
class HostileMetadataIT {

    private final Images demo = Images.of(Role.DEMO);

    private Answer post(String body) {
        return Images.remember(
                demo.api().post("/v2/images").body("application/json", body).send());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a list | []",
                "a text | \"x\"",
                "null | null",
                "a number | 5",
                "cut off | {bad",
                "nothing | ``",
                "a second value | {\"name\": \"a\"} x",
                "a number as name | {\"name\": 5}",
                "a number as property | {\"p\": 5}",
                "a list as property | {\"p\": [\"a\"]}",
                "an object as property | {\"p\": {\"a\": \"b\"}}",
                "a truth as property | {\"p\": true}",
                "null as property | {\"p\": null}",
                "properties nested | {\"properties\": {\"a\": \"b\"}}",
                "tags as text | {\"tags\": \"a\"}",
                "tags null | {\"tags\": null}",
                "a number as tag | {\"tags\": [1]}",
                "a list as tag | {\"tags\": [[\"a\"]]}",
                "negative disk | {\"min_disk\": -1}",
                "disk beyond 31 bits | {\"min_disk\": 2147483648}",
                "disk beyond 63 bits | {\"min_disk\": 9223372036854775808}",
                "disk without end | {\"min_disk\": 1e400}",
                "half a disk | {\"min_disk\": 1.5}",
                "disk as text | {\"min_disk\": \"1\"}",
                "disk as truth | {\"min_disk\": true}",
                "disk null | {\"min_disk\": null}",
                "negative memory | {\"min_ram\": -1}",
                "memory beyond 31 bits | {\"min_ram\": 2147483648}",
                "no number | {\"min_ram\": NaN}",
                "protected as text | {\"protected\": \"true\"}",
                "protected as number | {\"protected\": 1}",
                "hidden as text | {\"os_hidden\": \"false\"}",
                "visibility null | {\"visibility\": null}",
                "visibility as list | {\"visibility\": [\"private\"]}",
                "format as number | {\"disk_format\": 3}",
                "id null | {\"id\": null}",
                "id as number | {\"id\": 7}"
            })
    void create_ofWrongShape_isBadRequest(String what, String body) {
        Answer answer = post(body);

        assertThat(answer.expectRefusal().status()).as(what).isEqualTo(400);
    }

    @Test
    void create_ofInvalidUtf8_isBadRequest() {
        byte[] body = "{\"name\": \"x??y\"}".getBytes(StandardCharsets.US_ASCII);
        body[11] = (byte) 0xff;
        body[12] = (byte) 0xfe;

        demo.api().post("/v2/images").body("application/json", body).send().expect(400);
    }

    @Test
    void create_nestedVeryDeeply_isBadRequest() {
        post("{\"p\": " + "[".repeat(50_000) + "]".repeat(50_000) + "}").expect(400, 413);
    }

    @Test
    void create_ofSeveralMegabytes_isNoServerError() {
        post(Json.write(Map.of("p", "x".repeat(3_000_000)))).expectNoServerError();
    }

    @Test
    void create_withAHugeNumberOfDigits_isBadRequest() {
        post("{\"min_disk\": 1" + "0".repeat(5000) + "}").expect(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"\\ud800\"}",
                "{\"name\": \"\\u0000\"}",
                "{\"p\": \"a\\u0000b\"}",
                "{\"\\u0000\": \"x\"}",
                "{\"tags\": [\"a\\u0000\"]}",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "{\"\": \"x\"}",
                "{\"tags\": [\"\"]}",
                "{\"__proto__\": \"x\"}",
                "{\"a/b\": \"x\", \"a~b\": \"y\"}",
                "{\"deleted\": \"True\"}",
                "{\"locations\": []}",
                "{\"owner\": null}",
                "{\"stores\": \"x\"}",
                "{\"p\": \"${jndi:ldap://127.0.0.1/x}\"}"
            })
    void create_ofOddContent_isTakenOrRefusedButNoServerError(String body) {
        post(body).expectNoServerError();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert('x')</script>",
                "'; DROP TABLE images; --",
                "été e\u0301te\u0301",
                "\u202eright to left",
                "../../etc/passwd",
                "%s%n%00 {0} ${x} #{y}",
                "\"quoted\" \\ back"
            })
    void create_withHostileText_keepsItExactly(String text) {
        JsonNode image = demo.create(Map.of("name", text, "p", text, "tags", List.of(text)))
                .expect(201)
                .json();

        JsonNode shown = demo.show(image.path("id").asText());
        assertThat(shown.path("name").asText()).isEqualTo(text);
        assertThat(shown.path("p").asText()).isEqualTo(text);
        assertThat(shown.path("tags").path(0).asText()).isEqualTo(text);
    }

    /** Glance keeps these; refusing them is as safe. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u0001\u001b[31mb", "new\nline\ttab", "\u007f\u0085"})
    void create_withControlCharacters_keepsThemExactlyOrRefuses(String text) {
        Answer answer = demo.create(Map.of("name", text, "p", text, "tags", List.of(text)))
                .expect(201, 400);

        if (answer.status() == 201) {
            assertThat(answer.json().path("name").asText()).isEqualTo(text);
        }
    }

    @Test
    void unicodeTwins_asTags_stayTwo() {
        JsonNode image = demo.given(Map.of("tags", List.of("\u00e9", "e\u0301")));

        assertThat(image.path("tags")).hasSize(2);
    }

    @Test
    void names_upTo255Characters_areKept() {
        assertThat(demo.given(Map.of("name", "é".repeat(255))).path("name").asText())
                .hasSize(255);
        demo.create(Map.of("name", "é".repeat(256))).expect(400);
    }

    @Test
    void propertyKeys_upTo255Characters_areKept() {
        assertThat(demo.given(Map.of("k".repeat(255), "v")).has("k".repeat(255)))
                .isTrue();
        demo.create(Map.of("k".repeat(256), "v")).expect(400);
    }

    @Test
    void propertyValues_longerThanAnyName_areKept() {
        assertThat(demo.given(Map.of("p", "v".repeat(60_000))).path("p").asText())
                .hasSize(60_000);
    }

    @Test
    void tags_upTo255Characters_areKept() {
        demo.create(Map.of("tags", List.of("t".repeat(255)))).expect(201);
        demo.create(Map.of("tags", List.of("t".repeat(256)))).expect(400);
    }

    private static Map<String, String> properties(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "p" + i, i -> "v"));
    }

    @Test
    void properties_upTo128_areKept() {
        String id = demo.given(properties(128)).path("id").asText();
        JsonNode before = demo.show(id);

        demo.create(properties(129)).expect(413);
        demo.patch(id, Json.op("add", "/p128", "v")).expect(413);
        demo.patch(id, Json.op("add", "/p0", "w")).expect(200);

        assertThat(before.has("p127")).isTrue();
        assertThat(demo.show(id).has("p128")).isFalse();
    }

    @Test
    void tags_upTo128_areKept() {
        List<String> tags = IntStream.range(0, 129).mapToObj(i -> "t" + i).toList();

        String id = demo.given(Map.of("tags", tags.subList(0, 128))).path("id").asText();
        demo.create(Map.of("tags", tags)).expect(413);
        demo.patch(id, Json.op("replace", "/tags", tags)).expect(413);

        assertThat(demo.show(id).path("tags")).hasSize(128);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/q | 1",
                "/q | null",
                "/q | {}",
                "/q | [\"x\"]",
                "/q | true",
                "/name | 1",
                "/name | [\"x\"]",
                "/min_disk | -1",
                "/min_disk | 2147483648",
                "/min_ram | \"5\"",
                "/min_ram | 1e400",
                "/protected | \"yes\"",
                "/os_hidden | 1",
                "/visibility | \"everybody\"",
                "/visibility | null",
                "/disk_format | \"exe\"",
                "/container_format | 7",
                "/tags | \"q\"",
                "/tags | [1]",
                "/tags | null",
                "/kernel_id | \"no-uuid\""
            })
    void patch_withValueOfWrongShape_isBadRequestAndChangesNothing(String path, String value) {
        String id = demo.queued();
        JsonNode before = demo.show(id);
        String good = "{\"op\": \"add\", \"path\": \"/good\", \"value\": \"x\"}";
        String bad = "{\"op\": \"add\", \"path\": \"" + path + "\", \"value\": " + value + "}";

        demo.api()
                .patch("/v2/images/" + id)
                .body(Call.PATCH_V21, "[" + good + ", " + bad + "]")
                .send()
                .expect(400);

        assertThat(demo.show(id)).isEqualTo(before);
    }

    @Test
    void patch_withAThousandOperations_isNoServerError() {
        String id = demo.queued();
        Object[] operations = IntStream.range(0, 1000)
                .mapToObj(i -> Json.op("add", "/p", "v" + i))
                .toArray();

        demo.patch(id, operations).expectNoServerError();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "multipart/form-data",
                "nonsense",
                "application/json; charset=klingon"
            })
    void create_ofOtherMediaType_isNoServerError(String type) {
        Images.remember(demo.api()
                        .post("/v2/images")
                        .body(type, "{\"name\": \"x\"}")
                        .send())
                .expectNoServerError();
    }
}
