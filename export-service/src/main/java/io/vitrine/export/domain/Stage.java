/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import java.util.Locale;

/** What is done of an export just now, with its share of the time that all of it takes, in percent. */
public enum Stage {
    WAITING(0),
    FETCHING(20),
    CONVERTING(40),
    STORING(25),
    /** The image that was fetched is held to its digest, beside the two before. */
    VERIFYING(5),
    /** The result is held against what it says of itself, beside its way to storage. */
    CHECKING(5),
    /** The result is held against the image, beside the same. */
    COMPARING(5),
    DONE(0);

    private static final int WHOLE = 100;

    private final int share;

    Stage(int share) {
        this.share = share;
    }

    /** As answers call it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How much of an export is done when this stage is done to {@code part} of 1. */
    int percent(double part) {
        if (this == DONE) {
            return WHOLE;
        }
        int before = 0;
        for (Stage stage : values()) {
            before += stage.compareTo(this) < 0 ? stage.share : 0;
        }
        return before + (int) (share * Math.clamp(part, 0, 1));
    }
}
