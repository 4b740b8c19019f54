/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.flow;

import java.time.Duration;

/** How long to wait before another attempt: twice as long each time, up to a limit. */
public record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 16;

    /** The pause after that many attempts, one at least. */
    public Duration after(int attempts) {
        Duration pause = first.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
