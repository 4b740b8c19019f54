/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bytes of images that are gone, or never came to be, leave the disk; looks into the file store of a local stack. */
@Tag("vitrine")
class PurgeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Images demo = Images.of(Role.DEMO);

    /** No other test makes data of just this length. */
    private final int length = 777_000 + ThreadLocalRandom.current().nextInt(10_000);

    private List<Path> filesOfOurLength() {
        try (Stream<Path> files = Files.walk(Target.home().resolve("images"))) {
            return files.filter(this::hasOurLength).toList();
        } catch (IOException | UncheckedIOException e) {
            throw new AssertionError("the store changed while it was read", e);
        }
    }

    private boolean hasOurLength(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == length;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void data_ofDeletedImage_leavesTheDisk() {
        String id = demo.active(Fresh.bytes(length));
        assertThat(filesOfOurLength()).hasSize(1);

        demo.delete(id).expect(204);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(filesOfOurLength()).isEmpty());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Audit.of(Role.DEMO).events("type=DataPurged&image=" + id))
                        .hasSize(1));
    }

    @Test
    void data_ofRefusedUpload_leavesTheDisk() {
        String id = demo.queued();

        demo.api()
                .put("/v2/images/" + id + "/file")
                .header("X-OpenStack-Image-Size", String.valueOf(length + 1))
                .body(Call.OCTETS, Fresh.bytes(length))
                .send()
                .expect(400);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(filesOfOurLength()).isEmpty());
    }
}
