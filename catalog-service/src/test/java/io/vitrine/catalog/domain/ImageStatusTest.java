/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageStatusTest {

    @ParameterizedTest
    @CsvSource({
        "QUEUED,      SAVING UPLOADING IMPORTING",
        "SAVING,      ACTIVE QUEUED",
        "UPLOADING,   IMPORTING QUEUED",
        "IMPORTING,   ACTIVE QUEUED",
        "ACTIVE,      DEACTIVATED",
        "DEACTIVATED, ACTIVE",
    })
    void status_mayBecome_onlyItsSuccessors(ImageStatus from, String allowed) {
        for (ImageStatus next : ImageStatus.values()) {
            assertThat(from.mayBecome(next))
                    .as("%s to %s", from, next)
                    .isEqualTo(allowed.matches(".*\\b" + next + "\\b.*"));
        }
    }
}
