/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

/**
 * A jump in a series: {@code expected} should have come next and {@code got} came, so every sequence from
 * {@code expected} to {@code got - 1} is missing.
 */
public record SequenceGap(Series series, long expected, long got) {

    public SequenceGap {
        if (got <= expected) {
            throw new IllegalArgumentException("no gap between " + expected + " and " + got);
        }
    }
}
