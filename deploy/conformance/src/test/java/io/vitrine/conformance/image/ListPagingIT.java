/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Order and pages of {@code GET /v2/images}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListPagingIT {

    private final Images demo = Images.of(Role.DEMO);
    private final String set = Fresh.name("set");
    /** In the order of their creation. */
    private final List<String> ids = new ArrayList<>();

    @BeforeAll
    void givenImages() {
        add("delta", "qcow2", Fresh.bytes(30));
        add("alpha", "raw", Fresh.bytes(20));
        add("echo", "raw", null);
        add("bravo", "iso", Fresh.bytes(20));
        add("charlie", null, null);
        add("alpha", "vhd", Fresh.bytes(10));
        add(null, "raw", null);
    }

    private void add(String name, String format, byte[] data) {
        Map<String, Object> fields = new HashMap<>(Map.of("conformance_set", set));
        fields.put("name", name);
        fields.put("disk_format", data == null ? format : "raw");
        fields.put("container_format", "bare");
        String id = demo.create(fields).expect(201).json().path("id").asText();
        if (data != null) {
            demo.upload(id, data).expect(204);
        }
        ids.add(id);
    }

    private JsonNode list(String query) {
        return demo.list("conformance_set=" + set + "&" + query).expect(200).json();
    }

    private static List<String> texts(JsonNode list, String field) {
        return Json.stream(list.path("images"))
                .map(image -> image.path(field).asText())
                .toList();
    }

    /** Follows {@code next} as clients do: relative to the endpoint, unchanged. */
    private List<String> follow(String query) {
        List<String> found = new ArrayList<>();
        JsonNode page = list(query);
        for (int pages = 1; true; pages++) {
            assertThat(pages).as("pages of " + query).isLessThan(20);
            found.addAll(texts(page, "id"));
            if (!page.has("next")) {
                return found;
            }
            String next = page.path("next").asText();
            assertThat(next).startsWith("/v2/images?").contains("conformance_set=" + set, "marker=");
            page = demo.api().get(next).send().expect(200).json();
        }
    }

    @Test
    void list_withoutSort_isNewestFirst() {
        List<String> times = texts(list("limit=100"), "created_at");

        assertThat(times).hasSize(7).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sort=name:asc&name=in:alpha%2Cbravo%2Ccharlie | alpha alpha bravo charlie",
                "sort=name:desc&name=in:alpha%2Cbravo%2Ccharlie | charlie bravo alpha alpha",
                "sort_key=name&sort_dir=asc&status=active | alpha alpha bravo delta",
                "sort=size:asc%2Cname:asc&status=active | alpha alpha bravo delta",
                "sort=size:desc%2Cname:desc&status=active | delta bravo alpha alpha",
                "sort_key=size&sort_dir=desc&sort_key=name&sort_dir=desc&status=active | delta bravo alpha alpha",
                "sort_key=size&sort_key=name&sort_dir=asc&status=active | alpha alpha bravo delta",
                "sort=status:asc%2Cname:asc&name=in:echo%2Cdelta%2Cbravo | bravo delta echo"
            })
    void list_withSort_isInThatOrder(String query, String names) {
        assertThat(texts(list(query), "name")).containsExactly(names.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"name", "status", "container_format", "disk_format", "size", "id", "created_at", "updated_at"})
    void list_sortedByEachKey_pagesThroughEveryImageOnce(String key) {
        for (String direction : List.of("asc", "desc")) {
            List<String> whole = texts(list("limit=100&sort=" + key + ":" + direction), "id");

            List<String> paged = follow("limit=2&sort=" + key + ":" + direction);

            assertThat(paged).as(key + " " + direction).containsExactlyElementsOf(whole);
            assertThat(whole).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void list_inPages_keepsFiltersAndOldSort() {
        assertThat(follow("limit=1&status=active&sort_key=name&sort_dir=asc")).hasSize(4);
    }

    /** Stock Glance keeps only the last of a repeated parameter in its links. */
    @Tag("vitrine")
    @Test
    void list_inPages_keepsRepeatedParameters() {
        assertThat(follow("limit=3&sort_key=name&sort_key=id&sort_dir=desc&sort_dir=asc"))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void list_always_tellsFirstAndSchema() {
        JsonNode list = list("limit=2&marker=" + ids.get(3));

        assertThat(list.path("first").asText())
                .startsWith("/v2/images?")
                .contains("conformance_set=" + set, "limit=2")
                .doesNotContain("marker");
        assertThat(list.path("schema").asText()).isEqualTo("/v2/schemas/images");
    }

    @Test
    void list_whosePageIsNotFull_hasNoNext() {
        assertThat(list("limit=8").has("next")).isFalse();
        assertThat(list("limit=7").path("images")).hasSize(7);
    }

    @Test
    void list_ofNone_isEmptyWithoutNext() {
        JsonNode list = list("limit=0");

        assertThat(list.path("images")).isEmpty();
        assertThat(list.has("next")).isFalse();
    }

    @Test
    void list_withHugeLimit_isCappedNotRefused() {
        assertThat(list("limit=5000").path("images")).hasSize(7);
        assertThat(list("limit=2147483648").path("images")).hasSize(7);
    }

    @Test
    void list_afterDeletedMarker_isBadRequest() {
        String gone = demo.queued();
        demo.delete(gone).expect(204);

        demo.list("marker=" + gone).expect(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=-1",
                "limit=abc",
                "limit=1.5",
                "limit=",
                "marker=x",
                "marker=",
                "marker=00000000-0000-4000-8000-000000000000",
                "sort_key=foo",
                "sort_key=owner",
                "sort=min_disk",
                "sort_key=name&sort_dir=up",
                "sort=name:up",
                "sort=",
                "sort=name:asc&sort_key=name",
                "sort=name&sort_dir=asc",
                "sort_key=name&sort_dir=asc&sort_dir=desc",
                "sort_key=name&sort_key=size&sort_key=id&sort_dir=asc&sort_dir=desc",
                "sort=name:asc:desc"
            })
    void list_withSortOrPageThatMakesNoSense_isBadRequest(String query) {
        demo.list(query).expect(400);
    }

    @Test
    void list_markedByAnImageOfOthers_isRefused() {
        String foreign = Images.of(Role.ALT).queued();

        demo.list("marker=" + foreign).expect(400, 403);
    }
}
