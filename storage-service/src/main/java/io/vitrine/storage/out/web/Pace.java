/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import java.time.Duration;

/**
 * Whether a sender keeps up. Only the time in which it is the sender's turn counts, so that a busy store is not held
 * against it. Times are {@link System#nanoTime}'s.
 */
final class Pace {

    private static final double NANOS = 1e9;

    private final Duration silence;
    private final long minRate;
    private final Duration period;
    private boolean turn;
    private long heard;
    private long since;
    private long waited;
    private long bytes;

    /** A sender may be silent for {@code silence}, and sends {@code minRate} bytes a second in each {@code period}. */
    Pace(Duration silence, long minRate, Duration period) {
        this.silence = silence;
        this.minRate = minRate;
        this.period = period;
    }

    /** From now on it is the sender's turn. */
    void turn(long now) {
        turn = true;
        heard = now;
        since = now;
    }

    /** It sent something. */
    void heard(long now, int size) {
        heard = now;
        bytes += size;
    }

    /** From now on the sender has to wait. */
    void rest(long now) {
        if (turn) {
            waited += now - since;
        }
        turn = false;
    }

    /** Whether nothing came for too long. */
    boolean silent(long now) {
        return turn && now - heard > silence.toNanos();
    }

    /** Whether too little came in the period that ends now; false while none does. */
    boolean slow(long now) {
        if (turn) {
            waited += now - since;
            since = now;
        }
        if (waited < period.toNanos()) {
            return false;
        }
        boolean slow = bytes < minRate * (waited / NANOS);
        waited = 0;
        bytes = 0;
        return slow;
    }
}
