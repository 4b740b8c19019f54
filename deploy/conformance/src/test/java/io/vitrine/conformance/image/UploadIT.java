/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Role;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PUT /v2/images/{id}/file} by clients that behave. */
class UploadIT {

    private final Images demo = Images.of(Role.DEMO);

    private Call put(String id) {
        return demo.api().put("/v2/images/" + id + "/file");
    }

    private static String digest(String algorithm, byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertActive(String id, byte[] data) {
        JsonNode image = demo.show(id);
        assertThat(image.path("status").asText()).isEqualTo("active");
        assertThat(image.path("size").asLong()).isEqualTo(data.length);
        assertThat(image.path("checksum").asText()).isEqualTo(digest("MD5", data));
        assertThat(image.path("os_hash_algo").asText()).isEqualTo("sha512");
        assertThat(image.path("os_hash_value").asText()).isEqualTo(digest("SHA-512", data));
        assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
    }

    private void assertStillQueued(String id) {
        JsonNode image = demo.show(id);
        assertThat(image.path("status").asText()).isEqualTo("queued");
        assertThat(image.path("size").isNull()).isTrue();
        assertThat(image.path("checksum").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 262_144, 262_145, 5_000_003})
    void upload_ofAnySize_becomesActiveWithItsDigests(int size) {
        byte[] data = Fresh.bytes(size);
        String id = demo.queued();

        Answer answer = demo.upload(id, data);

        answer.expect(204);
        assertThat(answer.body()).isEmpty();
        assertActive(id, data);
    }

    @Test
    void upload_ofNothing_becomesActiveWithSizeZero() {
        String id = demo.queued();

        demo.upload(id, new byte[0]).expect(204);

        JsonNode image = demo.show(id);
        assertThat(image.path("status").asText()).isEqualTo("active");
        assertThat(image.path("size").asLong()).isZero();
        assertThat(image.path("size").isNull()).isFalse();
        assertThat(image.path("checksum").asText()).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
    }

    @Test
    void upload_inChunksWithoutLength_becomesActive() {
        byte[] data = Fresh.bytes(1_000_001);
        String id = demo.queued();

        put(id).chunked(Call.OCTETS, () -> new ByteArrayInputStream(data))
                .send()
                .expect(204);

        assertActive(id, data);
    }

    @Test
    void upload_ofNothingInChunks_becomesActive() {
        String id = demo.queued();

        put(id).chunked(Call.OCTETS, () -> new ByteArrayInputStream(new byte[0]))
                .send()
                .expect(204);

        assertThat(demo.show(id).path("status").asText()).isEqualTo("active");
    }

    @Test
    void upload_withEmptyAcceptAndSizeAnnounced_isOk() {
        byte[] data = Fresh.bytes(1000);
        String id = demo.queued();

        put(id).accept("")
                .header("X-OpenStack-Image-Size", "1000")
                .body(Call.OCTETS, data)
                .send()
                .expect(204);

        assertActive(id, data);
    }

    @Test
    void upload_withoutFormats_isBadRequest() {
        String id = demo.given(Map.of()).path("id").asText();

        demo.upload(id, Fresh.bytes(10)).expect(400);

        assertStillQueued(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "multipart/form-data"})
    void upload_ofOtherContentType_isUnsupported(String type) {
        String id = demo.queued();

        put(id).body(type, Fresh.bytes(10)).send().expect(415);

        assertStillQueued(id);
    }

    @Test
    void upload_intoActiveImage_isConflictAndKeepsTheData() {
        byte[] data = Fresh.bytes(1000);
        String id = demo.active(data);

        demo.upload(id, Fresh.bytes(1000)).expect(409);

        assertActive(id, data);
    }

    @Test
    void upload_intoWhatIsNotThere_isNotFound() {
        demo.upload(Fresh.uuid(), Fresh.bytes(10)).expect(404);
        demo.upload("no-uuid", Fresh.bytes(10)).expect(404);
    }

    @Test
    void upload_intoDeletedImage_isNotFound() {
        String id = demo.queued();
        demo.delete(id).expect(204);

        demo.upload(id, Fresh.bytes(10)).expect(404, 410);
    }

    @Test
    void upload_byOthers_isForbiddenOrNotFound() {
        String id = demo.queued();

        Images.of(Role.READER).upload(id, Fresh.bytes(10)).expect(403);
        Images.of(Role.ALT).upload(id, Fresh.bytes(10)).expect(404);

        assertStillQueued(id);
    }

    /** Glance checks this header only since 2026. */
    @Tag("vitrine")
    @ParameterizedTest
    @ValueSource(strings = {"999", "1001", "0"})
    void upload_announcingAnotherSize_isBadRequestAndMayBeTriedAgain(String announced) {
        byte[] data = Fresh.bytes(1000);
        String id = demo.queued();

        put(id).header("X-OpenStack-Image-Size", announced)
                .body(Call.OCTETS, data)
                .send()
                .expect(400);

        assertStillQueued(id);
        demo.upload(id, data).expect(204);
        assertActive(id, data);
    }

    @Tag("vitrine")
    @ParameterizedTest
    @ValueSource(strings = {"many", "-1", "1e3", "99999999999999999999"})
    void upload_announcingNoSize_isRefused(String announced) {
        String id = demo.queued();

        put(id).header("X-OpenStack-Image-Size", announced)
                .body(Call.OCTETS, Fresh.bytes(10))
                .send()
                .expectRefusal();

        assertStillQueued(id);
    }
}
