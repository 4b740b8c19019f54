/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.RawConnection;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every filter of {@code GET /v2/images}, over a set of images that only this class knows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListFilterIT {

    private final Images demo = Images.of(Role.DEMO);
    private final String set = Fresh.name("set");
    private final Map<String, String> labelOfId = new HashMap<>();

    @BeforeAll
    void givenImages() {
        make("small", Fresh.bytes(10), entry("disk_format", "raw"), entry("tags", List.of("t1", "t2")));
        make("large", Fresh.bytes(1000), entry("disk_format", "raw"), entry("min_disk", 5), entry("min_ram", 512));
        make("queued", null, entry("disk_format", "qcow2"), entry("tags", List.of("t1", "été")));
        make("private", null, entry("visibility", "private"), entry("protected", true), entry("os_distro", "ubuntu"));
        make("hidden", null, entry("os_hidden", true), entry("os_distro", "ubuntu"));
        make("a,b", null, entry("container_format", "ovf"), entry("min_disk", 20));
        make("ubuntu:24.04", null, entry("os_distro", "a:b"), entry("hw_note", "ünïcode & more"));
    }

    @SafeVarargs
    private void make(String label, byte[] data, Map.Entry<String, ?>... fields) {
        Map<String, Object> all = new HashMap<>(Map.of("name", label, "conformance_set", set));
        Arrays.stream(fields).forEach(field -> all.put(field.getKey(), field.getValue()));
        String id = data == null ? demo.given(all).path("id").asText() : demo.active(data, all);
        labelOfId.put(id, label);
    }

    private List<String> labels(String query) {
        JsonNode list = demo.list("conformance_set=" + set + "&limit=100&" + encoded(query))
                .expect(200)
                .json();
        return Json.stream(list.path("images"))
                .map(image -> labelOfId.get(image.path("id").asText()))
                .toList();
    }

    /** Values are written plainly in the tables below; only {@code &} and {@code =} keep their meaning. */
    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8)
                .replace("%3D", "=")
                .replace("%26", "&");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "os_hidden=false | small;large;queued;private;a,b;ubuntu:24.04",
                "name=small | small",
                "name=nobody | ",
                "name=eq:ubuntu:24.04 | ubuntu:24.04",
                "name=in:small,large,nobody | small;large",
                "name=in:\"a,b\",small | a,b;small",
                "name=in:small | small",
                "status=active | small;large",
                "status=queued | queued;private;a,b;ubuntu:24.04",
                "status=in:queued,active | small;large;queued;private;a,b;ubuntu:24.04",
                "status=deleted | ",
                "status=nonsense | ",
                "disk_format=raw | small;large",
                "disk_format=in:raw,qcow2 | small;large;queued",
                "container_format=ovf | a,b",
                "container_format=in:ovf,bare | a,b;small;large",
                "visibility=private | private",
                "visibility=shared | small;large;queued;a,b;ubuntu:24.04",
                "visibility=public | ",
                "visibility=community | ",
                "visibility=all | small;large;queued;private;a,b;ubuntu:24.04",
                "os_hidden=true | hidden",
                "os_hidden=True | hidden",
                "os_hidden=False&name=hidden | ",
                "protected=true | private",
                "protected=false | small;large;queued;a,b;ubuntu:24.04",
                "tag=t1 | small;queued",
                "tag=t1&tag=t2 | small",
                "tag=t1&tag=nope | ",
                "tag=été | queued",
                "os_distro=ubuntu | private",
                "os_distro=a:b | ubuntu:24.04",
                "os_distro=in:ubuntu,debian | ",
                "hw_note=ünïcode & more | ",
                "no_such_property=x | ",
                "size=10 | small",
                "size_min=11 | large",
                "size_min=10 | small;large",
                "size_max=10 | small",
                "size_min=10&size_max=999 | small",
                "size_max=-1 | ",
                "min_disk=5 | large",
                "min_disk_min=5 | large;a,b",
                "min_disk_max=5&min_disk_min=1 | large",
                "min_ram_min=512 | large",
                "min_ram=512 | large",
                "created_at=gt:2020-01-01T00:00:00Z&name=small | small",
                "created_at=lt:2020-01-01T00:00:00Z | ",
                "created_at=gte:2020-01-01T00:00:00 | small;large;queued;private;a,b;ubuntu:24.04",
                "updated_at=lte:2020-01-01T00:00:00 | ",
                "updated_at=neq:2020-01-01T00:00:00Z&name=small | small",
                "created_at=lt:2999-01-01T00:00:00+02:00&name=small | small",
                "created_at=eq:2020-01-01T00:00:00Z | "
            })
    void list_withFilter_findsExactly(String query, String expected) {
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(";"));

        assertThat(labels(query)).as(query).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void list_withEncodedAmpersand_findsTheValue() {
        String value = URLEncoder.encode("ünïcode & more", StandardCharsets.UTF_8);

        JsonNode list = demo.list("conformance_set=" + set + "&hw_note=" + value)
                .expect(200)
                .json();

        assertThat(list.path("images")).hasSize(1);
    }

    @Test
    void list_byDigestsIdAndOwner_findsTheOne() {
        String id = labelOfId.entrySet().stream()
                .filter(entry -> entry.getValue().equals("small"))
                .findFirst()
                .orElseThrow()
                .getKey();
        JsonNode small = demo.show(id);

        assertThat(labels("checksum=" + small.path("checksum").asText())).containsExactly("small");
        assertThat(labels("os_hash_value=" + small.path("os_hash_value").asText()))
                .containsExactly("small");
        assertThat(labels("os_hash_algo=sha512")).containsExactlyInAnyOrder("small", "large");
        assertThat(labels("id=" + id)).containsExactly("small");
        assertThat(labels("id=in:" + id + "," + Fresh.uuid())).containsExactly("small");
        assertThat(labels("owner=" + Target.persona(Role.DEMO).projectId())).hasSize(6);
        assertThat(labels("owner=" + Target.persona(Role.ALT).projectId())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=neq:x",
                "container_format=neq:bare",
                "status=gt:a",
                "name=in:\"a,b",
                "name=in:a\"b\"",
                "name=in:\"a\"b",
                "protected=True",
                "protected=yes",
                "protected=",
                "os_hidden=maybe",
                "os_hidden=",
                "visibility=everybody",
                "member_status=maybe",
                "changes-since=2020-01-01T00:00:00Z",
                "created_at=gt:yesterday",
                "created_at=in:2020-01-01T00:00:00Z",
                "updated_at=after:2020-01-01T00:00:00Z",
                "size_min=big",
                "size_max=",
                "min_ram_max=x"
            })
    void list_withFilterThatMakesNoSense_isBadRequest(String query) {
        demo.list(encoded(query)).expect(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size_min=99999999999999999999",
                "size=99999999999999999999",
                "size=x",
                "min_disk=x",
                "min_disk=-1",
                "created_at=2020-01-01",
                "created_at=gt:99999999-01-01T00:00:00Z",
                "name=",
                "visibility=",
                "status=in:",
                "id=x",
                "id=in:x,y",
                "owner=",
                "tag=",
                "properties=x",
                "tags=x",
                "self=x",
                "=x",
                "name=a&name=b",
                "visibility=public&visibility=private",
                "name='; drop table image; --",
                "x' or '1'='1=1",
                "name=%_%",
                "os_glance_x=1",
                "deleted=true",
                "is_public=true",
                "name=😀"
            })
    void list_withOddFilter_isNoServerError(String query) {
        demo.list(encoded(query)).expectNoServerError();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=%00", "%00=a", "name=%ff%fe", "name=%", "name=%zz", "name=%ud800", "&&&", "=", "%26"})
    void list_withBrokenEncoding_isNoServerError(String query) throws Exception {
        try (RawConnection connection = new RawConnection(Target.endpoint())) {
            connection.head(
                    "GET /v2/images?" + query + " HTTP/1.1",
                    "X-Auth-Token: " + Target.persona(Role.DEMO).token());
            assertThat(connection.status()).as(query).isBetween(200, 499);
        }
    }

    @Test
    void list_byNameWithWildcards_takesThemLiterally() {
        assertThat(labels("name=%")).isEmpty();
        assertThat(labels("name=sm_ll")).isEmpty();
        assertThat(labels("os_distro=ubunt%")).isEmpty();
    }
}
