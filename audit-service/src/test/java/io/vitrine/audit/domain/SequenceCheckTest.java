/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.audit.Facts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SequenceCheckTest {

    private static final UUID IMAGE = UUID.randomUUID();
    private static final Series SERIES = new Series(Facts.TOPIC, IMAGE);

    @Test
    void gapsIn_consecutiveFacts_isEmpty() {
        assertThat(check(2).gapsIn(facts(3, 4, 5))).isEmpty();
    }

    @Test
    void gapsIn_jump_saysWhatWasExpectedAndWhatCame() {
        assertThat(check(2).gapsIn(facts(5))).containsExactly(new SequenceGap(SERIES, 3, 5));
    }

    @Test
    void gapsIn_newSeries_expectsItToBeginWithOne() {
        SequenceCheck check = new SequenceCheck(Map.of());
        assertThat(check.gapsIn(facts(1, 2))).isEmpty();
        assertThat(new SequenceCheck(Map.of()).gapsIn(facts(3))).containsExactly(new SequenceGap(SERIES, 1, 3));
    }

    @Test
    void gapsIn_lateOrRepeatedFact_isNoGap() {
        assertThat(check(9).gapsIn(facts(4, 9, 10))).isEmpty();
    }

    @Test
    void gapsIn_twoJumps_areTwoGaps() {
        assertThat(check(1).gapsIn(facts(3, 4, 7)))
                .containsExactly(new SequenceGap(SERIES, 2, 3), new SequenceGap(SERIES, 5, 7));
    }

    @Test
    void gapsIn_otherImagesAndTopics_areCountedApart() {
        UUID other = UUID.randomUUID();
        List<Fact> facts =
                List.of(Facts.fact(IMAGE, 3), Facts.fact(other, 1), Facts.fact("vitrine.storage.v1", IMAGE, 1));
        assertThat(check(2).gapsIn(facts)).isEmpty();
    }

    private static SequenceCheck check(long highest) {
        return new SequenceCheck(Map.of(SERIES, highest));
    }

    private static List<Fact> facts(long... sequences) {
        return Arrays.stream(sequences)
                .mapToObj(sequence -> Facts.fact(IMAGE, sequence))
                .toList();
    }
}
