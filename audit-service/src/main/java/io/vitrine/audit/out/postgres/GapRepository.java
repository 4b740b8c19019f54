/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.out.postgres;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vitrine.audit.domain.NoticedGap;
import io.vitrine.audit.domain.SequenceGap;
import io.vitrine.audit.domain.Series;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The sequences that the trail holds, and the gaps in them. */
@ApplicationScoped
public class GapRepository {

    // The trail itself says what was last seen, by one look into its index per series: no second record to disagree.
    private static final String HIGHEST = """
            SELECT s.topic, s.image_id,
                   (SELECT max(e.sequence) FROM audit_event e WHERE e.image_id = s.image_id AND e.topic = s.topic)
            FROM unnest(string_to_array(:topics, ','), CAST(string_to_array(:images, ',') AS uuid[]))
                 AS s (topic, image_id)
            """;

    private static final String HEAL = """
            UPDATE sequence_gap g SET healed_at = :now
            WHERE g.healed_at IS NULL AND g.image_id = ANY (CAST(string_to_array(:images, ',') AS uuid[]))
              AND g.got - g.expected = (
                  SELECT count(DISTINCT e.sequence) FROM audit_event e
                  WHERE e.image_id = g.image_id AND e.topic = g.topic
                    AND e.sequence >= g.expected AND e.sequence < g.got)
            RETURNING g.*
            """;

    /** The highest sequence on record of each of the series that has one. */
    public Uni<Map<Series, Long>> highest(Tx tx, Set<Series> series) {
        List<Series> asked = List.copyOf(series);
        return tx.session()
                .createNativeQuery(HIGHEST, Object[].class)
                .setParameter("topics", asked.stream().map(Series::topic).collect(joining(",")))
                .setParameter(
                        "images",
                        asked.stream().map(s -> s.imageId().toString()).collect(joining(",")))
                .getResultList()
                .map(rows -> rows.stream()
                        .filter(row -> row[2] != null)
                        .collect(toMap(row -> new Series((String) row[0], (UUID) row[1]), row -> (Long) row[2])));
    }

    /** Puts gaps on record. */
    public Uni<Void> open(Tx tx, List<SequenceGap> gaps, Instant now) {
        if (gaps.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.session()
                .insertAll(gaps.stream().map(gap -> GapRow.of(gap, now)).toArray());
    }

    /** Closes the gaps of these images of which nothing is missing any more, and says which they were. */
    public Uni<List<NoticedGap>> heal(Tx tx, Set<UUID> images, Instant now) {
        return tx.session()
                .createNativeQuery(HEAL, GapRow.class)
                .setParameter("now", now)
                .setParameter("images", images.stream().map(UUID::toString).collect(joining(",")))
                .getResultList()
                .map(GapRepository::noticed);
    }

    /** At most {@code limit} gaps noticed before the one with id {@code before}, newest first. */
    public Uni<List<NoticedGap>> newest(Tx tx, boolean openOnly, long before, int limit) {
        String open = openOnly ? " AND healed_at IS NULL" : "";
        return tx.session()
                .createNativeQuery(
                        "SELECT * FROM sequence_gap WHERE id < :before" + open + " ORDER BY id DESC LIMIT :limit",
                        GapRow.class)
                .setParameter("before", before)
                .setParameter("limit", limit)
                .getResultList()
                .map(GapRepository::noticed);
    }

    /** How many gaps are open. */
    public Uni<Long> countOpen(Tx tx) {
        return tx.session()
                .createNativeQuery("SELECT count(*) FROM sequence_gap WHERE healed_at IS NULL", Long.class)
                .getSingleResult();
    }

    private static List<NoticedGap> noticed(List<GapRow> rows) {
        return rows.stream().map(GapRow::noticed).toList();
    }
}
