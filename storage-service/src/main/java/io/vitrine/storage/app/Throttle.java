/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

/** Lets bytes pass at a set rate; time that was not used is not made up for. Times are {@link System#nanoTime}'s. */
final class Throttle {

    private static final double NANOS = 1e9;

    private final double rate;
    private long free;

    /** Lets {@code rate} bytes a second pass, from {@code now} on. */
    Throttle(long rate, long now) {
        this.rate = rate;
        this.free = now;
    }

    /** Nanoseconds to wait after so many more bytes. */
    long pause(int bytes, long now) {
        free = Math.max(free + Math.round(bytes * NANOS / rate), now);
        return free - now;
    }
}
