/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the jumps in what has just been heard. A fact that comes late is not a jump, and neither is one that comes
 * twice: both lie at or before the highest sequence seen.
 */
public final class SequenceCheck {

    private final Map<Series, Long> highest;

    /**
     * A check of what comes next.
     *
     * @param highest the highest sequence on record of each series; one that has none is expected to begin with 1
     */
    public SequenceCheck(Map<Series, Long> highest) {
        this.highest = new HashMap<>(highest);
    }

    /** The gaps that these facts open, taken in the given order. */
    public List<SequenceGap> gapsIn(List<Fact> facts) {
        List<SequenceGap> gaps = new ArrayList<>();
        for (Fact fact : facts) {
            long expected = highest.getOrDefault(fact.series(), 0L) + 1;
            if (fact.sequence() > expected) {
                gaps.add(new SequenceGap(fact.series(), expected, fact.sequence()));
            }
            highest.merge(fact.series(), fact.sequence(), Math::max);
        }
        return gaps;
    }
}
