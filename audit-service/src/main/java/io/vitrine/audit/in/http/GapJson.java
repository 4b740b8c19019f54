/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.vitrine.audit.domain.NoticedGap;
import io.vitrine.audit.domain.Series;
import java.time.Instant;
import java.util.UUID;

/** A gap as JSON; {@code healed_at} is null while facts are missing. */
@JsonNaming(SnakeCaseStrategy.class)
record GapJson(long id, String topic, UUID imageId, long expected, long got, Instant noticedAt, Instant healedAt) {

    static GapJson of(NoticedGap noticed) {
        Series series = noticed.gap().series();
        return new GapJson(
                noticed.id(),
                series.topic(),
                series.imageId(),
                noticed.gap().expected(),
                noticed.gap().got(),
                noticed.noticedAt(),
                noticed.healedAt().orElse(null));
    }
}
