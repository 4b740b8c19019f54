/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3RetryTest {

    @ParameterizedTest
    @CsvSource({"1, 100, 200", "2, 200, 400", "3, 400, 800", "5, 1600, 3200", "6, 2500, 5000", "1000, 2500, 5000"})
    void pause_growsUpToALimit_andIsDrawnAtRandom(int failed, int least, int most) {
        List<Duration> pauses = Stream.generate(() -> new S3Retry(4).pauseAfter(failed))
                .limit(1000)
                .toList();

        assertThat(pauses).allSatisfy(pause -> assertThat(pause.toMillis()).isBetween((long) least, (long) most));
        assertThat(pauses.stream().distinct().count()).isGreaterThan(50);
    }
}
