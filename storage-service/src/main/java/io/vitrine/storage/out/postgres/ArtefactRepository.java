/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.domain.Artefact;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.StorageError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The records of artefacts, each older than its bytes and outliving them, so that none lies about unknown. */
@ApplicationScoped
public class ArtefactRepository {

    private static final String FIELDS = "id, store, size, md5, hash_algo, hash_value, begun_at ";
    private static final UUID FIRST = new UUID(0, 0);

    /**
     * Records that an artefact begins; it is dead after {@code time}, unless it is kept for longer.
     *
     * @return false where that id is in use
     */
    public Uni<Boolean> begin(Tx tx, UUID id, String store, Duration time) {
        return tx.session()
                .createNativeQuery("INSERT INTO artefact (id, store, due_at) VALUES"
                        + " (?1, ?2, now() + make_interval(secs => ?3)) ON CONFLICT DO NOTHING")
                .setParameter(1, id)
                .setParameter(2, store)
                .setParameter(3, seconds(time))
                .executeUpdate()
                .map(inserted -> inserted > 0);
    }

    /** Records that an artefact is still being written; fails where it was given up. */
    public Uni<Void> keep(Tx tx, UUID id, Duration time) {
        return tx.session()
                .createNativeQuery("UPDATE artefact SET due_at = now() + make_interval(secs => ?2)"
                        + " WHERE id = ?1 AND state = 'WRITING'")
                .setParameter(1, id)
                .setParameter(2, seconds(time))
                .executeUpdate()
                .invoke(ArtefactRepository::requireOne)
                .replaceWithVoid();
    }

    /** Records that all of it is durable; fails where it was given up. */
    public Uni<Void> stored(Tx tx, UUID id, Digests digests) {
        return tx.session()
                .createNativeQuery("UPDATE artefact SET state = 'STORED', size = ?2, hash_algo = ?3, hash_value = ?4"
                        + " WHERE id = ?1 AND state = 'WRITING'")
                .setParameter(1, id)
                .setParameter(2, digests.size())
                .setParameter(3, digests.algorithm().imageApiName())
                .setParameter(4, digests.hash())
                .executeUpdate()
                .invoke(ArtefactRepository::requireOne)
                .replaceWithVoid();
    }

    /** The artefact that is whole. */
    public Uni<Optional<Artefact>> find(Tx tx, UUID id) {
        return artefacts(tx.session()
                        .createNativeQuery(
                                "SELECT " + FIELDS + "FROM artefact WHERE id = ?1 AND state = 'STORED'",
                                ArtefactRow.class)
                        .setParameter(1, id))
                .map(found -> found.stream().findFirst());
    }

    /** Whole artefacts by id, from the one after {@code marker} on; null for the first. */
    public Uni<List<Artefact>> after(Tx tx, UUID marker, int limit) {
        return artefacts(tx.session()
                .createNativeQuery(
                        "SELECT " + FIELDS + "FROM artefact WHERE id > ?1 AND state = 'STORED' ORDER BY id LIMIT ?2",
                        ArtefactRow.class)
                .setParameter(1, marker == null ? FIRST : marker)
                .setParameter(2, limit));
    }

    /** Has an artefact removed, whatever became of it: from now on it is not there. */
    public Uni<Void> remove(Tx tx, UUID id) {
        return tx.session()
                .createNativeQuery(
                        "UPDATE artefact SET state = 'REMOVING', due_at = now() WHERE id = ?1 AND state <> 'REMOVING'")
                .setParameter(1, id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Artefacts that are to be removed, or whose writer died: the caller's to clear away for the time of {@code claim}. */
    public Uni<List<Artefact>> claimDue(Tx tx, int limit, Duration claim) {
        return artefacts(tx.session()
                .createNativeQuery(
                        "UPDATE artefact SET state = 'REMOVING', due_at = now() + make_interval(secs => ?1)"
                                + " WHERE id IN (SELECT id FROM artefact WHERE state <> 'STORED' AND due_at < now()"
                                + " ORDER BY due_at LIMIT ?2 FOR UPDATE SKIP LOCKED) RETURNING " + FIELDS,
                        ArtefactRow.class)
                .setParameter(1, seconds(claim))
                .setParameter(2, limit));
    }

    /** Forgets an artefact whose bytes are gone. */
    public Uni<Void> forget(Tx tx, UUID id) {
        return tx.session()
                .createNativeQuery("DELETE FROM artefact WHERE id = ?1 AND state = 'REMOVING'")
                .setParameter(1, id)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<List<Artefact>> artefacts(Mutiny.SelectionQuery<ArtefactRow> query) {
        return query.getResultList()
                .map(rows -> rows.stream().map(ArtefactRow::toArtefact).toList());
    }

    private static void requireOne(int changed) {
        if (changed == 0) {
            throw new StorageError.LeaseLost("The artefact was given up while it was being written.");
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
