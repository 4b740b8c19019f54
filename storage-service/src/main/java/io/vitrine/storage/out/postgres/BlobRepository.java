/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vitrine.contract.Actor;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.StorageError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The blobs of this service. Times are the database's, so that replicas agree on them. Each change names the state it
 * starts from: where another replica or event was faster, nothing changes and the caller learns so.
 */
@ApplicationScoped
public class BlobRepository {

    // Exactly what BlobRow maps: a column it does not know fails the reading.
    private static final String FIELDS =
            "key, lease, image_id, owner_project, store, size, md5, hash_algo, hash_value, actor, causation_id, purge_reason ";
    private static final UUID FIRST = new UUID(0, 0);
    private static final String RETURNING = "RETURNING " + FIELDS;
    private static final String IN_SECONDS = "now() + make_interval(secs => ?1) ";

    /** Records that an upload begins, so that whatever becomes of it is found. */
    public Uni<Void> begin(Tx tx, Blob blob, Duration lease) {
        return tx.session()
                .createNativeQuery(
                        "INSERT INTO blob (due_at, key, image_id, owner_project, store, actor, lease, state) VALUES ("
                                + IN_SECONDS
                                + ", ?2, ?3, CAST(?4 AS text), ?5, CAST(CAST(?6 AS text) AS jsonb), ?7, 'WRITING')")
                .setParameter(1, seconds(lease))
                .setParameter(2, blob.key())
                .setParameter(3, blob.imageId())
                .setParameter(4, blob.ownerProject())
                .setParameter(5, blob.store())
                .setParameter(6, json(blob.actor()))
                .setParameter(7, blob.lease())
                .executeUpdate()
                .replaceWithVoid();
    }

    /**
     * Records that what is written under a lease is still being written.
     *
     * @return false where nothing is, or it was given up
     */
    public Uni<Boolean> keep(Tx tx, UUID lease, Duration time) {
        return tx.session()
                .createNativeQuery("UPDATE blob SET due_at = " + IN_SECONDS + "WHERE lease = ?2 AND state = 'WRITING'")
                .setParameter(1, seconds(time))
                .setParameter(2, lease)
                .executeUpdate()
                .map(updated -> updated > 0);
    }

    /**
     * Records what was written, before the catalog is told.
     *
     * @return fails where the blob was given up meanwhile, so that the catalog is never told of it
     */
    public Uni<Void> written(Tx tx, UUID key, Digests digests) {
        return tx.session()
                .createNativeQuery(
                        "UPDATE blob SET size = ?1, md5 = ?2, hash_value = ?3, hash_algo = ?5 WHERE key = ?4 AND state = 'WRITING'")
                .setParameter(1, digests.size())
                .setParameter(2, digests.md5())
                .setParameter(3, digests.hash())
                .setParameter(4, key)
                .setParameter(5, digests.algorithm().imageApiName())
                .executeUpdate()
                .invoke(updated -> {
                    if (updated == 0) {
                        throw new StorageError.LeaseLost("The data was given up while it was being written.");
                    }
                })
                .replaceWithVoid();
    }

    /** Records that the catalog knows the blob as its image's data; empty where that is known, or no longer true. */
    public Uni<Optional<Blob>> stored(Tx tx, UUID key) {
        return first(tx, "UPDATE blob SET state = 'STORED' WHERE key = ?1 AND state = 'WRITING' " + RETURNING, key);
    }

    /** Records that the blob waits for its import; empty where that is known, or no longer true. */
    public Uni<Optional<Blob>> staged(Tx tx, UUID key) {
        return first(tx, "UPDATE blob SET state = 'STAGED' WHERE key = ?1 AND state = 'WRITING' " + RETURNING, key);
    }

    /** What is written under a lease and not whole. */
    public Uni<List<Blob>> unfinished(Tx tx, UUID lease) {
        return tx.session()
                .createNativeQuery(
                        "SELECT " + FIELDS + "FROM blob WHERE lease = ?1 AND state = 'WRITING' AND size IS NULL",
                        BlobRow.class)
                .setParameter(1, lease)
                .getResultList()
                .map(rows -> rows.stream().map(BlobRow::toBlob).toList());
    }

    /** Has what is still there of a lease that is over looked at as soon as can be. */
    public Uni<Void> recheckLease(Tx tx, UUID lease) {
        return tx.session()
                .createNativeQuery("UPDATE blob SET due_at = now() WHERE lease = ?1 AND state = 'WRITING'")
                .setParameter(1, lease)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Has an image's staged data looked at as soon as can be: its import is over. */
    public Uni<Void> recheckStaged(Tx tx, UUID imageId) {
        return tx.session()
                .createNativeQuery("UPDATE blob SET due_at = now() WHERE image_id = ?1 AND state = 'STAGED'")
                .setParameter(1, imageId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Has one blob purged. {@code causationId} is the event that says why, or null. */
    public Uni<Void> purge(Tx tx, UUID key, String reason, String causationId) {
        return tx.session()
                .createNativeQuery("UPDATE blob SET state = 'PURGING', due_at = now(), purge_reason = ?2,"
                        + " causation_id = CAST(?3 AS text) WHERE key = ?1 AND state <> 'PURGING'")
                .setParameter(1, key)
                .setParameter(2, reason)
                .setParameter(3, causationId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Forgets a blob whose bytes are gone; empty where that is done. */
    public Uni<Optional<Blob>> remove(Tx tx, UUID key) {
        return first(tx, "DELETE FROM blob WHERE key = ?1 " + RETURNING, key);
    }

    /** Has all copies of a deleted image's data purged, those still being written too. */
    public Uni<Void> purgeImage(Tx tx, UUID imageId, Actor actor, String causationId) {
        return tx.session()
                .createNativeQuery("UPDATE blob SET state = 'PURGING', due_at = now(), purge_reason = 'image_deleted',"
                        + " actor = CAST(CAST(?2 AS text) AS jsonb), causation_id = ?3 WHERE image_id = ?1")
                .setParameter(1, imageId)
                .setParameter(2, json(actor))
                .setParameter(3, causationId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Blobs in that state that are due: they are the caller's for the time of {@code claim}, and no other replica's. */
    public Uni<List<Blob>> claimDue(Tx tx, Blob.State state, int limit, Duration claim) {
        return tx.session()
                .createNativeQuery(
                        "UPDATE blob SET due_at = " + IN_SECONDS
                                + "WHERE key IN (SELECT key FROM blob WHERE state = ?2 AND due_at < now()"
                                + " ORDER BY due_at LIMIT ?3 FOR UPDATE SKIP LOCKED) " + RETURNING,
                        BlobRow.class)
                .setParameter(1, seconds(claim))
                .setParameter(2, state.name())
                .setParameter(3, limit)
                .getResultList()
                .map(rows -> rows.stream().map(BlobRow::toBlob).toList());
    }

    /**
     * The corrupt copy that is to be checked again: the caller's for the time of {@code pause} and twice what reading it
     * takes.
     */
    public Uni<Optional<Blob>> claimCorrupt(Tx tx, Duration pause, long rate) {
        return firstRow(checking(tx, "state = 'CORRUPT' AND due_at < now() ORDER BY due_at", pause, rate));
    }

    /** The copy checked longest ago, and longer than {@code age}: claimed as a corrupt one is. */
    public Uni<Optional<Blob>> claimUnchecked(Tx tx, Duration age, Duration pause, long rate) {
        String oldest = "state = 'STORED' AND due_at < now() AND checked_at < now() - make_interval(secs => ?3)"
                + " ORDER BY checked_at";
        return firstRow(checking(tx, oldest, pause, rate).setParameter(3, seconds(age)));
    }

    private static Mutiny.SelectionQuery<BlobRow> checking(Tx tx, String which, Duration pause, long rate) {
        return tx.session()
                .createNativeQuery(
                        "UPDATE blob SET due_at = now() + make_interval(secs => ?1 + 2.0 * size / CAST(?2 AS float8))"
                                + " WHERE key = (SELECT key FROM blob WHERE " + which
                                + " LIMIT 1 FOR UPDATE SKIP LOCKED) " + RETURNING,
                        BlobRow.class)
                .setParameter(1, seconds(pause))
                .setParameter(2, (double) rate);
    }

    /** Has the sweep check a copy next. */
    public Uni<Void> checkNext(Tx tx, UUID key) {
        return tx.session()
                .createNativeQuery("UPDATE blob SET checked_at = '-infinity', due_at = now()"
                        + " WHERE key = ?1 AND state IN ('STORED', 'CORRUPT')")
                .setParameter(1, key)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Complete copies that are older than {@code age}, by key, from the one after {@code marker} on; null for the first. */
    public Uni<List<Blob>> after(Tx tx, UUID marker, Duration age, int limit) {
        return tx.session()
                .createNativeQuery(
                        "SELECT " + FIELDS + "FROM blob WHERE key > ?1 AND state IN ('STAGED', 'STORED', 'CORRUPT')"
                                + " AND begun_at < now() - make_interval(secs => ?2) ORDER BY key LIMIT ?3",
                        BlobRow.class)
                .setParameter(1, marker == null ? FIRST : marker)
                .setParameter(2, seconds(age))
                .setParameter(3, limit)
                .getResultList()
                .map(rows -> rows.stream().map(BlobRow::toBlob).toList());
    }

    /** Records that a stored copy is whole. */
    public Uni<Void> checked(Tx tx, UUID key) {
        return tx.session()
                .createNativeQuery("UPDATE blob SET checked_at = now() WHERE key = ?1 AND state = 'STORED'")
                .setParameter(1, key)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Records that a stored copy is corrupt; empty where that is known, or it is no longer wanted. */
    public Uni<Optional<Blob>> corrupt(Tx tx, UUID key) {
        return first(tx, "UPDATE blob SET state = 'CORRUPT' WHERE key = ?1 AND state = 'STORED' " + RETURNING, key);
    }

    /** Records that a corrupt copy is whole again; empty where that is known, or it is no longer wanted. */
    public Uni<Optional<Blob>> restored(Tx tx, UUID key) {
        return first(
                tx,
                "UPDATE blob SET state = 'STORED', checked_at = now() WHERE key = ?1 AND state = 'CORRUPT' "
                        + RETURNING,
                key);
    }

    /** Those of the keys whose copies are corrupt. */
    public Uni<Set<UUID>> corruptOf(Tx tx, List<UUID> keys) {
        return tx.session()
                .createNativeQuery(
                        "SELECT " + FIELDS + "FROM blob WHERE state = 'CORRUPT' AND key IN (?1)", BlobRow.class)
                .setParameter(1, keys)
                .getResultList()
                .map(rows -> rows.stream().map(row -> row.key).collect(Collectors.toSet()));
    }

    /** Those of the keys that this service knows of, be it as pieces of uploads or as artefacts. */
    public Uni<List<UUID>> known(Tx tx, List<UUID> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return tx.session()
                .createNativeQuery(
                        "SELECT key FROM blob WHERE key IN (?1)"
                                + " UNION ALL SELECT key FROM upload_piece WHERE key IN (?1)"
                                + " UNION ALL SELECT id FROM artefact WHERE id IN (?1)",
                        UUID.class)
                .setParameter(1, keys)
                .getResultList();
    }

    private static Uni<Optional<Blob>> first(Tx tx, String statement, UUID key) {
        return firstRow(tx.session().createNativeQuery(statement, BlobRow.class).setParameter(1, key));
    }

    private static Uni<Optional<Blob>> firstRow(Mutiny.SelectionQuery<BlobRow> query) {
        return query.getResultList().map(rows -> rows.stream().findFirst().map(BlobRow::toBlob));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String json(Actor actor) {
        return JsonObject.mapFrom(actor).encode();
    }
}
