/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Role;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills who makes an export, and who keeps it, while it is made: it is made all the same, and its image is active again. */
@Tag("crash")
@Tag("vitrine")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ResourceLock(Victim.LOCK)
class ExportCrashIT {

    /** From when the one that was killed is back. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int SIZE = 64 << 20;
    private static final int MOMENTS = Integer.getInteger("conformance.crash.moments", 1);
    private static final int LONGEST_MILLIS = 2_000;

    private final Images demo = Images.of(Role.DEMO);
    private final Exports exports = Exports.of(Role.DEMO);

    static Stream<Arguments> deaths() {
        return Stream.of(Victim.EXPORT, Victim.STORAGE)
                .flatMap(victim -> IntStream.rangeClosed(1, MOMENTS)
                        .mapToObj(i -> Arguments.of(victim, i * LONGEST_MILLIS / (MOMENTS + 1))));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void export_whileAProcessDies_isMadeAllTheSame(Victim victim, int millis) {
        byte[] disk = Fresh.bytes(SIZE);
        String image = demo.active(disk);
        String id = exports.asked(image, "raw", Map.of("freeze", true));
        long begun = System.nanoTime();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() ->
                        System.nanoTime() - begun > Duration.ofMillis(millis).toNanos());

        long killed = victim.kill();
        victim.awaitSuccessor(killed);

        JsonNode made = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(
                        () -> exports.show(id),
                        shown -> shown.path("state").asText().equals("completed"));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(demo.show(image).path("status").asText()).isEqualTo("active");
                    assertThat(exports.file(made).expect(200).body()).isEqualTo(disk);
                });
        demo.delete(image).expect(204);
    }
}
