/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code PUT} and {@code DELETE /v2/images/{id}/tags/{tag}}. */
class TagsIT {

    private final Api demo = Target.as(Role.DEMO);
    private final Images images = Images.of(Role.DEMO);

    private static String path(String id, String tag) {
        return "/v2/images/" + id + "/tags/" + tag;
    }

    private List<String> tags(String id) {
        return Json.stream(images.show(id).path("tags")).map(JsonNode::asText).toList();
    }

    @Test
    void put_twice_setsTheTagOnce() {
        String id = images.queued();

        demo.put(path(id, "lts")).send().expect(204);
        demo.put(path(id, "lts")).send().expect(204);

        assertThat(tags(id)).containsExactly("lts");
    }

    @ParameterizedTest
    @CsvSource({"%C3%A9t%C3%A9, été", "a%20b, a b", "a+b, a+b", "a%25b, a%b", "a:b, a:b", "%E4%B8%AD, 中"})
    void put_ofEncodedTag_setsItDecoded(String encoded, String tag) {
        String id = images.queued();

        demo.put(path(id, encoded)).send().expect(204);

        assertThat(tags(id)).containsExactly(tag);
        demo.delete(path(id, encoded)).send().expect(204);
        assertThat(tags(id)).isEmpty();
    }

    @Test
    void put_withEncodedSlash_isNotFound() {
        String id = images.queued();

        demo.put(path(id, "a%2Fb")).send().expect(404);
    }

    @Test
    void put_ofEmptyTag_isNotFound() {
        String id = images.queued();

        demo.put(path(id, "")).send().expect(404);
    }

    @Test
    void put_of255Characters_isTheLongest() {
        String id = images.queued();

        demo.put(path(id, "t".repeat(255))).send().expect(204);
        demo.put(path(id, "t".repeat(256))).send().expect(400);

        assertThat(tags(id)).containsExactly("t".repeat(255));
    }

    @Test
    void put_of129thTag_isOverTheLimit() {
        List<String> full = IntStream.range(0, 128).mapToObj(i -> "t" + i).toList();
        String id = images.queued(Map.of("tags", full));

        demo.put(path(id, "t0")).send().expect(204);
        demo.put(path(id, "one-more")).send().expect(413);

        assertThat(tags(id)).hasSize(128).doesNotContain("one-more");
    }

    @Test
    void put_withBody_isBadRequest() {
        String id = images.queued();

        demo.put(path(id, "x")).json("body").send().expect(400);

        assertThat(tags(id)).isEmpty();
    }

    @Test
    void delete_ofAbsentTag_isNotFound() {
        String id = images.queued(Map.of("tags", List.of("here")));

        demo.delete(path(id, "elsewhere")).send().expect(404);
        demo.delete(path(id, "here")).send().expect(204);
        demo.delete(path(id, "here")).send().expect(404);
    }
}
