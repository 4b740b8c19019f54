/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.RawConnection;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that break, lie or race: the image ends queued with nothing of them left, and may be tried again. */
class BrokenUploadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Images demo = Images.of(Role.DEMO);

    private RawConnection putting(String id, String... more) throws IOException {
        String[] head = Stream.concat(
                        Stream.of(
                                "PUT /v2/images/" + id + "/file HTTP/1.1",
                                "X-Auth-Token: " + Target.persona(Role.DEMO).token(),
                                "Content-Type: " + Call.OCTETS),
                        Stream.of(more))
                .toArray(String[]::new);
        return new RawConnection(Target.endpoint()).head(head);
    }

    private String status(String id) {
        return demo.show(id).path("status").asText();
    }

    private void awaitStatus(String id, String status) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status(id)).isEqualTo(status));
    }

    /** Tried more than once, since the server may only be about to notice the first upload when its client is gone. */
    private void assertQueuedAndUploadableAgain(String id) {
        byte[] data = Fresh.bytes(100_000);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(status(id)).isEqualTo("queued");
            assertThat(demo.show(id).path("size").isNull()).isTrue();
            demo.upload(id, data).expect(204);
        });
        assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
    }

    @Test
    void upload_brokenOffHalfWay_returnsToQueued() throws Exception {
        String id = demo.queued();

        try (RawConnection connection = putting(id, "Content-Length: 2000000")) {
            connection.write(Fresh.bytes(1_000_000));
            awaitStatus(id, "saving");
            connection.abort();
        }

        assertQueuedAndUploadableAgain(id);
    }

    @Test
    void upload_withFewerBytesThanItsLength_returnsToQueued() throws Exception {
        String id = demo.queued();

        try (RawConnection connection = putting(id, "Content-Length: 1000")) {
            connection.write(Fresh.bytes(999)).finish();
            assertThat(connection.status()).isNotEqualTo(204).isLessThan(500);
        }

        assertQueuedAndUploadableAgain(id);
    }

    @Test
    void upload_withMoreBytesThanItsLength_takesNoMoreThanAnnounced() throws Exception {
        String id = demo.queued();
        byte[] data = Fresh.bytes(1000);

        try (RawConnection connection = putting(id, "Content-Length: 1000", "Connection: close")) {
            connection.write(data).write("surplus that is no request".getBytes(US_ASCII));
            assertThat(connection.status()).isIn(204, 400);
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status(id)).isIn("active", "queued"));
        if (status(id).equals("active")) {
            assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
        }
    }

    @Test
    void upload_whoseLastChunkNeverComes_returnsToQueued() throws Exception {
        String id = demo.queued();

        try (RawConnection connection = putting(id, "Transfer-Encoding: chunked")) {
            connection.write("5\r\nhello\r\n".getBytes(US_ASCII)).finish();
            assertThat(connection.status()).isNotEqualTo(204).isLessThan(500);
        }

        assertQueuedAndUploadableAgain(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nhello\r\n", "-5\r\nhello\r\n", "ffffffffffffffffff\r\nhello\r\n", "no chunk at all"})
    void upload_inBadChunks_isNeverActive(String chunks) throws Exception {
        String id = demo.queued();

        try (RawConnection connection = putting(id, "Transfer-Encoding: chunked")) {
            connection.write(chunks.getBytes(US_ASCII)).finish();
            assertThat(connection.status()).isNotEqualTo(204).isLessThan(500);
        }

        assertQueuedAndUploadableAgain(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: -1", "Content-Length: abc", "Content-Length: 99999999999999999999"})
    void upload_withImpossibleLength_isRefused(String header) throws Exception {
        String id = demo.queued();

        try (RawConnection connection = putting(id, header)) {
            connection.write(Fresh.bytes(10)).finish();
            assertThat(connection.status()).isNotEqualTo(204).isLessThan(500);
        }

        assertQueuedAndUploadableAgain(id);
    }

    @Test
    void upload_withExpectContinue_isToldToGoOn() throws Exception {
        String id = demo.queued();
        byte[] data = Fresh.bytes(1000);

        try (RawConnection connection = putting(id, "Content-Length: 1000", "Expect: 100-continue")) {
            assertThat(connection.status()).isEqualTo(100);
            connection.write(data);
            awaitStatus(id, "active");
        }

        assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
    }

    @Test
    void twoUploads_atOnce_endWithOneWhole() {
        String id = demo.queued();
        List<byte[]> contents =
                Stream.generate(() -> Fresh.bytes(3_000_000)).limit(4).toList();

        List<CompletableFuture<Answer>> uploads = contents.stream()
                .map(data -> CompletableFuture.supplyAsync(() -> demo.upload(id, data)))
                .toList();
        List<Integer> statuses =
                uploads.stream().map(upload -> upload.join().status()).toList();

        assertThat(statuses).containsOnlyOnce(204).isSubsetOf(204, 409, 410);
        byte[] winner = contents.get(statuses.indexOf(204));
        awaitStatus(id, "active");
        assertThat(demo.download(id).expect(200).body()).isEqualTo(winner);
    }

    @Test
    void upload_whileAnotherRuns_isConflictAndDisturbsNothing() throws Exception {
        String id = demo.queued();
        byte[] data = Fresh.bytes(500_000);

        try (RawConnection connection = putting(id, "Content-Length: 500000")) {
            connection.write(Arrays.copyOf(data, 250_000));
            awaitStatus(id, "saving");
            demo.upload(id, Fresh.bytes(10)).expect(409);
            connection.write(Arrays.copyOfRange(data, 250_000, 500_000));
            assertThat(connection.status()).isEqualTo(204);
        }

        assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
    }

    @Test
    void delete_duringUpload_wins() throws Exception {
        String id = demo.queued();

        try (RawConnection connection = putting(id, "Content-Length: 500000")) {
            connection.write(Fresh.bytes(250_000));
            awaitStatus(id, "saving");
            demo.delete(id).expect(204);
            connection.write(Fresh.bytes(250_000));
            assertThat(connection.status()).isIn(404, 410);
        }

        demo.api().get("/v2/images/" + id).send().expect(404);
    }

    @Test
    void download_duringUpload_isEmpty() throws Exception {
        String id = demo.queued();

        try (RawConnection connection = putting(id, "Content-Length: 500000")) {
            connection.write(Fresh.bytes(250_000));
            awaitStatus(id, "saving");
            demo.download(id).expect(204);
        }

        awaitStatus(id, "queued");
    }
}
