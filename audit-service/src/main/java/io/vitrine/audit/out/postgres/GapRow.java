/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.out.postgres;

import io.vitrine.audit.domain.NoticedGap;
import io.vitrine.audit.domain.SequenceGap;
import io.vitrine.audit.domain.Series;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of the gaps. */
@Entity
@Table(name = "sequence_gap")
class GapRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String topic;

    @Column(name = "image_id")
    UUID imageId;

    long expected;
    long got;

    @Column(name = "noticed_at")
    Instant noticedAt;

    @Column(name = "healed_at")
    Instant healedAt;

    static GapRow of(SequenceGap gap, Instant noticedAt) {
        GapRow row = new GapRow();
        row.topic = gap.series().topic();
        row.imageId = gap.series().imageId();
        row.expected = gap.expected();
        row.got = gap.got();
        row.noticedAt = noticedAt;
        return row;
    }

    NoticedGap noticed() {
        SequenceGap gap = new SequenceGap(new Series(topic, imageId), expected, got);
        return new NoticedGap(id, gap, noticedAt, Optional.ofNullable(healedAt));
    }
}
