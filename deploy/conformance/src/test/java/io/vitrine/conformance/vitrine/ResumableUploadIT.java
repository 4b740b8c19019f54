/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.RawConnection;
import io.vitrine.conformance.target.Role;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Uploads that break and are resumed, by the protocol tus. */
@Tag("vitrine")
class ResumableUploadIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SIZE = 4_000_000;
    private static final int HALF = SIZE / 2;

    private final Images demo = Images.of(Role.DEMO);
    private final byte[] data = Fresh.bytes(SIZE);
    private final String id = demo.queued();
    private final ResumableUpload upload = ResumableUpload.begin(id, data);

    @Test
    void upload_inParts_becomesTheImagesData() {
        upload.append(0, HALF).expect(204);
        assertThat(upload.offset()).isEqualTo(HALF);
        upload.append(HALF, SIZE).expect(204);

        assertThat(demo.show(id).path("status").asText()).isEqualTo("active");
        assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
    }

    @Test
    void upload_whoseConnectionBreaks_goesOnWhereItBroke() throws Exception {
        try (RawConnection broken = upload.half(0, HALF)) {
            broken.abort();
        }

        awaitWhole();
        assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
    }

    @Test
    void upload_terminated_leavesTheImageQueued() {
        upload.append(0, HALF).expect(204);

        upload.terminate().expect(204);

        upload.head().expect(410);
        assertThat(demo.show(id).path("status").asText()).isEqualTo("queued");
        demo.upload(id, data).expect(204);
    }

    @ParameterizedTest
    @Tag("crash")
    @ResourceLock(Victim.LOCK)
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @EnumSource(
            value = Victim.class,
            names = {"CATALOG", "STORAGE", "POSTGRESQL"})
    void upload_whileAProcessDies_goesOnWhereItWas(Victim victim) throws Exception {
        upload.append(0, HALF).expect(204);
        long killed;
        try (RawConnection broken = upload.half(HALF, HALF + 1_000_000)) {
            killed = victim.kill();
        }
        victim.awaitSuccessor(killed);

        awaitWhole();
        assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
    }

    /** As a stock client does: asks where to go on, and sends the rest, until it is told that all is there. */
    private void awaitWhole() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    int offset = upload.offset();
                    if (offset < SIZE) {
                        upload.append(offset, SIZE).expect(204);
                    }
                    assertThat(demo.show(id).path("status").asText()).isEqualTo("active");
                });
    }
}
