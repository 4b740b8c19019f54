/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that take all that they can get, in every way to confine them. */
@Tag("qemu-img")
class LimitsIT {

    private static final Limits LIMITS = new Limits(Duration.ofMinutes(1), Duration.ofSeconds(1), 100L << 20, 1 << 20);
    private static final int KILLED = 128 + 9;

    @TempDir
    Path own;

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void program_hasSoMuchOfEverything_andNoMore(Isolation isolation) throws IOException {
        assumeThat(isolation).isGreaterThanOrEqualTo(Confinement.available().isolation());

        assertThat(run(isolation, "true")).isZero();
        assertThat(run(isolation, "while :; do :; done")).isEqualTo(KILLED);
        assertThat(run(isolation, "head -c 200M /dev/zero | tail -n 1 | head -c 0; exit ${PIPESTATUS[1]}"))
                .isNotZero();
        assertThat(run(isolation, "head -c 2M /dev/zero >large")).isNotZero();
        assertThat(run(isolation, "for ((i = 3; i < 70; i++)); do eval \"exec $i</dev/null\" || exit 7; done"))
                .isEqualTo(7);
        assertThat(own.resolve("large")).hasSize(LIMITS.output());
    }

    private int run(Isolation isolation, String script) throws IOException {
        return new Confinement(isolation)
                .command(own, null, LIMITS, List.of("bash", "-c", script))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join()
                .exitValue();
    }
}
