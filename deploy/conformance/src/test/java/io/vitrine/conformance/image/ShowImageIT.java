/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET} and {@code DELETE /v2/images/{id}}. */
class ShowImageIT {

    private final Api demo = Target.as(Role.DEMO);
    private final Images images = Images.of(Role.DEMO);

    @Test
    void show_ofOwnImage_isTheRecordAsCreated() {
        JsonNode created = images.given(Map.of("os_distro", "debian"));

        JsonNode shown = images.show(created.path("id").asText());

        assertThat(shown).isEqualTo(created);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not-a-uuid",
                "00000000-0000-4000-8000-000000000000",
                "..%2f..%2fetc%2fpasswd",
                "%00",
                "%20",
                "0",
                "d950b38649724dabaffab0ee205c0c52",
                "%F0%9F%98%80",
                "{id}"
            })
    void show_ofWhatIsNoImage_isNotFound(String id) {
        String path = "/v2/images/" + id.replace("{", "%7B").replace("}", "%7D");

        demo.get(path).send().expect(404);
        demo.delete(path).send().expect(404);
        demo.get(path + "/members").send().expect(404);
        demo.get(path + "/file").send().expect(404);
        demo.post(path + "/actions/deactivate").send().expect(404);
    }

    @Test
    void show_withTheIdInCapitals_isNotFound() {
        String id = images.given(Map.of("id", "ab" + Fresh.uuid().substring(2)))
                .path("id")
                .asText();

        demo.get("/v2/images/" + id.toUpperCase(Locale.ROOT)).send().expect(404);
    }

    @Test
    void show_withBody_isBadRequest() {
        String id = images.queued();

        demo.get("/v2/images/" + id).json(Map.of("a", 1)).send().expect(400);
        demo.delete("/v2/images/" + id).json(Map.of("a", 1)).send().expect(400);
        images.show(id);
    }

    @Test
    void show_withContentTypeOfUploads_isOk() {
        String id = images.queued();

        demo.get("/v2/images/" + id)
                .header("Content-Type", "application/octet-stream")
                .send()
                .expect(200);
    }

    @Test
    void delete_ofOwnImage_removesItForEverybody() {
        String id = images.queued();

        images.delete(id).expect(204);

        demo.get("/v2/images/" + id).send().expect(404);
        Target.as(Role.ADMIN).get("/v2/images/" + id).send().expect(404);
        images.delete(id).expect(404);
        assertThat(images.list("id=" + id).expect(200).json().path("images")).isEmpty();
    }

    @Test
    void delete_ofProtectedImage_isForbiddenAlsoForAdmin() {
        String id = images.queued(Map.of("protected", true));

        images.delete(id).expect(403);
        Images.of(Role.ADMIN).delete(id).expect(403);

        assertThat(images.show(id).path("status").asText()).isEqualTo("queued");
    }
}
