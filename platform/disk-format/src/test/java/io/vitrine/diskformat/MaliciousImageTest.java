/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to make an image dangerous, done to images made by hand. */
class MaliciousImageTest {

    static Stream<Malice> malice() {
        return Malice.all();
    }

    @ParameterizedTest
    @MethodSource("malice")
    void maliciousImage_inspected_isRefusedForIt(Malice malice) {
        byte[] harmless = HandMade.image(malice.kind());

        Inspection inspection = Inspections.of(malice.image(harmless));

        assertThat(inspection.findings()).extracting(Finding::problem).contains(malice.problem());
        assertThat(inspection.safe()).isFalse();
        assertThat(FormatRules.refusal(inspection.format().apiName(), "bare", inspection))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("The image is not safe to use: "));
    }
}
