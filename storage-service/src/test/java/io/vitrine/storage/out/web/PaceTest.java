/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Pace pace = new Pace(Duration.ofSeconds(5), 100, Duration.ofSeconds(10));

    @Test
    void sender_whoSaysNothingInItsTurn_isSilent() {
        pace.turn(0);
        assertThat(pace.silent(5 * SECOND)).isFalse();
        assertThat(pace.silent(6 * SECOND)).isTrue();

        pace.heard(6 * SECOND, 1);
        assertThat(pace.silent(11 * SECOND)).isFalse();
    }

    @Test
    void sender_whoHasToWait_isNeitherSilentNorSlow() {
        pace.turn(0);
        pace.rest(SECOND);

        assertThat(pace.silent(100 * SECOND)).isFalse();
        assertThat(pace.slow(100 * SECOND)).isFalse();
    }

    @Test
    void sender_withTooLittleInAPeriod_isSlow() {
        pace.turn(0);
        pace.heard(9 * SECOND, 999);
        assertThat(pace.slow(9 * SECOND)).isFalse();
        assertThat(pace.slow(10 * SECOND)).isTrue();
    }

    @Test
    void sender_isJudgedByEachPeriodAlone() {
        pace.turn(0);
        pace.heard(SECOND, 1_000_000);
        assertThat(pace.slow(10 * SECOND)).isFalse();

        pace.heard(19 * SECOND, 999);
        assertThat(pace.slow(20 * SECOND)).isTrue();
    }

    @Test
    void time_inWhichTheStoreIsBusy_doesNotCountForTheRate() {
        for (int i = 0; i < 100; i++) {
            long start = i * (10 * SECOND);
            pace.turn(start);
            pace.heard(start + SECOND, 100);
            pace.rest(start + SECOND);
            assertThat(pace.slow(start + 9 * SECOND)).isFalse();
        }
    }
}
