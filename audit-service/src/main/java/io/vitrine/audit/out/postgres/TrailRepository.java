/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vitrine.audit.domain.AuditEntry;
import io.vitrine.audit.domain.Fact;
import io.vitrine.audit.domain.Stretch;
import io.vitrine.audit.domain.TrailFilter;
import io.vitrine.audit.domain.View;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The trail in the database. Nothing here changes or removes an entry, and the table itself refuses to. */
@ApplicationScoped
public class TrailRepository {

    /** Any number will do, as long as every replica takes the same one and nothing else in this database does. */
    private static final long APPEND_LOCK = 0x7472_6169_6CL;

    // One text, whatever the number of ids: each other text would be parsed, planned and kept anew.
    private static final String RECORDED =
            "SELECT source, event_id FROM audit_event WHERE event_id = ANY (CAST(:ids AS text[]))";

    /**
     * Lets one transaction at a time append, over all replicas, until it ends. Positions then become visible in
     * their own order, which is what lets a reader ask for "everything after the last one I saw".
     */
    public Uni<Void> lock(Tx tx) {
        return tx.session()
                .createNativeQuery("SELECT CAST(pg_advisory_xact_lock(:key) AS text)", String.class)
                .setParameter("key", APPEND_LOCK)
                .getSingleResult()
                .replaceWithVoid();
    }

    /** Those of the facts that are not on record yet, each once, in the given order. */
    public Uni<List<Fact>> unrecorded(Tx tx, List<Fact> facts) {
        return tx.session()
                .createNativeQuery(RECORDED, Object[].class)
                .setParameter("ids", facts.stream().map(Fact::id).toArray(String[]::new))
                .getResultList()
                .map(recorded -> {
                    Set<Key> seen = new HashSet<>();
                    recorded.forEach(row -> seen.add(new Key((String) row[0], (String) row[1])));
                    return facts.stream()
                            .filter(fact -> seen.add(new Key(fact.source(), fact.id())))
                            .toList();
                });
    }

    /** Adds facts at the end, in the given order. The caller holds the {@link #lock}. */
    public Uni<Void> append(Tx tx, List<Fact> facts, Instant now) {
        return lastPosition(tx)
                .chain(last -> tx.session()
                        .insertAll(
                                facts.size(),
                                IntStream.range(0, facts.size())
                                        .mapToObj(i -> EventRow.of(facts.get(i), last + 1 + i, now))
                                        .toArray()));
    }

    /** The position of the newest entry, 0 if there is none. */
    public Uni<Long> lastPosition(Tx tx) {
        return tx.session()
                .createNativeQuery("SELECT coalesce(max(position), 0) FROM audit_event", Long.class)
                .getSingleResult();
    }

    /** At most {@code limit} entries older than position {@code before}, newest first. */
    public Uni<List<AuditEntry>> newest(Tx tx, TrailFilter filter, View view, long before, int limit) {
        return entries(tx, TrailQuery.of(filter, view).before(before), limit);
    }

    /** At most {@code limit} entries of a stretch, oldest first. */
    public Uni<List<AuditEntry>> next(Tx tx, TrailFilter filter, View view, Stretch stretch, int limit) {
        return entries(tx, TrailQuery.of(filter, view).within(stretch.after(), stretch.last()), limit);
    }

    private static Uni<List<AuditEntry>> entries(Tx tx, TrailQuery query, int limit) {
        var select = tx.session().createNativeQuery(query.sql(), EventRow.class).setParameter("limit", limit);
        query.parameters().forEach(select::setParameter);
        return select.getResultList()
                .map(rows -> rows.stream().map(EventRow::entry).toList());
    }

    private record Key(String source, String eventId) {}
}
