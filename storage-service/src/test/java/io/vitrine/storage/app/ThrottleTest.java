/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final long SECOND = 1_000_000_000;

    private final Throttle throttle = new Throttle(1000, SECOND);

    @Test
    void bytes_takeTheTimeThatTheRateGives() {
        assertThat(throttle.pause(500, SECOND)).isEqualTo(SECOND / 2);
        assertThat(throttle.pause(500, SECOND + SECOND / 2)).isEqualTo(SECOND / 2);
    }

    @Test
    void reading_countsAsTimeTheBytesTook() {
        assertThat(throttle.pause(1000, SECOND + SECOND / 4)).isEqualTo(3 * SECOND / 4);
    }

    @Test
    void pause_thatTheSourceMakes_isNotMadeUpFor() {
        assertThat(throttle.pause(1000, 100 * SECOND)).isZero();
        assertThat(throttle.pause(1000, 100 * SECOND)).isEqualTo(SECOND);
    }
}
