/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v2/images/{id}/actions/deactivate} and {@code /reactivate}. */
class ActionsIT {

    private final Images demo = Images.of(Role.DEMO);

    private Answer act(String id, String action) {
        return demo.api().post("/v2/images/" + id + "/actions/" + action).send();
    }

    private String status(String id) {
        return demo.show(id).path("status").asText();
    }

    @Test
    void deactivate_twice_isOk() {
        String id = demo.active(Fresh.bytes(10));

        act(id, "deactivate").expect(204);
        act(id, "deactivate").expect(204);

        assertThat(status(id)).isEqualTo("deactivated");
    }

    @Test
    void reactivate_twice_isOk() {
        String id = demo.active(Fresh.bytes(10));
        act(id, "deactivate").expect(204);

        act(id, "reactivate").expect(204);
        act(id, "reactivate").expect(204);

        assertThat(status(id)).isEqualTo("active");
    }

    @Test
    void download_ofDeactivatedImage_isForAdminsOnly() {
        byte[] data = Fresh.bytes(100);
        String id = demo.active(data);
        act(id, "deactivate").expect(204);

        demo.download(id).expect(403);
        assertThat(Images.of(Role.ADMIN).download(id).expect(200).body()).isEqualTo(data);

        act(id, "reactivate").expect(204);
        assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deactivate", "reactivate"})
    void action_onQueuedImage_isForbidden(String action) {
        String id = demo.queued();

        act(id, action).expect(403);

        assertThat(status(id)).isEqualTo("queued");
    }

    @Test
    void action_withContentTypeAndNoBody_isOk() {
        String id = demo.active(Fresh.bytes(10));

        demo.api()
                .post("/v2/images/" + id + "/actions/deactivate")
                .header("Content-Type", "application/octet-stream")
                .send()
                .expect(204);
    }

    @Test
    void action_withBody_isBadRequest() {
        String id = demo.active(Fresh.bytes(10));

        demo.api()
                .post("/v2/images/" + id + "/actions/deactivate")
                .json(Map.of("a", 1))
                .send()
                .expect(400);

        assertThat(status(id)).isEqualTo("active");
    }

    @Test
    void action_thatDoesNotExist_isNotFound() {
        String id = demo.active(Fresh.bytes(10));

        act(id, "explode").expect(404);
    }

    @Test
    void upload_intoDeactivatedImage_isConflict() {
        String id = demo.active(Fresh.bytes(10));
        act(id, "deactivate").expect(204);

        demo.upload(id, Fresh.bytes(10)).expect(409);
    }
}
