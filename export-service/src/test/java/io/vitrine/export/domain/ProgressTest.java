/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void percent_onlyGrows_fromStageToStage() {
        int last = 0;
        for (Stage stage : Stage.values()) {
            int begun = Progress.of(stage, 0, 100L).percent();
            int done = Progress.of(stage, 100, 100L).percent();
            assertThat(begun).isGreaterThanOrEqualTo(last);
            assertThat(done).isGreaterThanOrEqualTo(begun);
            last = done;
        }
        assertThat(last).isEqualTo(100);
    }

    @Test
    void percent_ofWhatIsNotKnown_isTheStagesBeginning() {
        assertThat(Progress.of(Stage.FETCHING, 5, null).percent()).isZero();
        assertThat(Progress.of(Stage.STORING, 0, 0L).percent()).isEqualTo(60);
        assertThat(Progress.of(Stage.FETCHING, 200, 100L).percent()).isEqualTo(20);
    }
}
