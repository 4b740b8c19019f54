/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an export stands. */
public enum JobState {
    QUEUED,
    RUNNING,
    /** The result can be fetched. */
    COMPLETED,
    FAILED,
    CANCELLED,
    /** The result could be fetched once. */
    EXPIRED;

    /** The state of that name. */
    public static Optional<JobState> of(String name) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(name))
                .findFirst();
    }

    /** As requests and answers call it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it will not change by itself any more, but for what has completed. */
    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }
}
