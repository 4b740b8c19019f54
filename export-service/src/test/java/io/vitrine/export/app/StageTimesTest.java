/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.export.domain.Stage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StageTimesTest {

    private final AtomicLong now = new AtomicLong(7);
    private final StageTimes times = new StageTimes(now::get);

    @Test
    void stages_thatOverlap_areEachToldByThemselves() {
        times.took(Stage.WAITING, Duration.ofMillis(11));
        times.begin(Stage.CONVERTING);
        now.addAndGet(3_000_000);
        times.begin(Stage.STORING);
        now.addAndGet(2_000_000);
        times.end(Stage.CONVERTING);
        now.addAndGet(4_000_000);
        times.end(Stage.STORING);

        assertThat(times).hasToString("waitingMs=11 convertingMs=5 storingMs=6");
    }

    @Test
    void stage_thatHasNotEnded_isNotTold() {
        times.begin(Stage.FETCHING);

        assertThat(times).hasToString("");
    }
}
