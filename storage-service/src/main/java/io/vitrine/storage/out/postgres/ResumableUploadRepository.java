/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.domain.ResumableUpload;
import io.vitrine.storage.domain.ResumableUpload.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The uploads that may be resumed. Times are the database's, so that replicas agree on them. What is done by whoever holds
 * an upload changes nothing once it is another's turn.
 */
@ApplicationScoped
public class ResumableUploadRepository {

    private static final String FIELDS =
            "id, lease, store, actor, metadata, announced, length, received, state, status,"
                    + " reason, turn, expires_at ";
    private static final String HOLD =
            "UPDATE resumable_upload SET turn = turn + 1," + " held_until = now() + make_interval(secs => ?1) WHERE ";
    private static final String OPEN = "state IN ('RECEIVING', 'COMPLETING') ";
    private static final String MINE = " WHERE id = ?1 AND turn = ?2 AND " + OPEN;

    /** Adds an upload, which expires after {@code rest}. */
    public Uni<Void> add(Tx tx, ResumableUpload upload, Duration rest) {
        return tx.session()
                .createNativeQuery("INSERT INTO resumable_upload"
                        + " (id, lease_id, image_id, lease, store, actor, metadata, announced, length, expires_at)"
                        + " VALUES (?1, ?2, ?3, CAST(CAST(?4 AS text) AS jsonb), ?5, CAST(CAST(?6 AS text) AS jsonb),"
                        + " CAST(?7 AS text), CAST(CAST(?8 AS text) AS jsonb), CAST(?9 AS bigint),"
                        + " now() + make_interval(secs => ?10))")
                .setParameter(1, upload.id())
                .setParameter(2, upload.lease().lease())
                .setParameter(3, upload.lease().imageId())
                .setParameter(4, json(upload.lease()))
                .setParameter(5, upload.store())
                .setParameter(6, json(upload.actor()))
                .setParameter(7, upload.metadata())
                .setParameter(8, json(upload.announced()))
                .setParameter(9, upload.announced().size())
                .setParameter(10, seconds(rest))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The upload of that id. */
    public Uni<Optional<ResumableUpload>> find(Tx tx, UUID id) {
        return tx.session()
                .get(ResumableUploadRow.class, id)
                .map(row -> Optional.ofNullable(row).map(ResumableUploadRow::toUpload));
    }

    /** Takes hold of an upload that receives, for the time of {@code claim}; empty where another has it. */
    public Uni<Optional<ResumableUpload>> hold(Tx tx, UUID id, Duration claim) {
        return uploads(tx.session()
                        .createNativeQuery(
                                HOLD + "id = ?2 AND state = 'RECEIVING' AND held_until <= now() RETURNING " + FIELDS,
                                ResumableUploadRow.class)
                        .setParameter(1, seconds(claim))
                        .setParameter(2, id))
                .map(held -> held.stream().findFirst());
    }

    /** Takes hold of uploads that all bytes are here of, and nobody completes. */
    public Uni<List<ResumableUpload>> holdWhole(Tx tx, int limit, Duration claim) {
        return holdSome(tx, "state = 'COMPLETING' AND expires_at > now()", limit, claim);
    }

    /** Takes hold of uploads that rested for too long. */
    public Uni<List<ResumableUpload>> holdExpired(Tx tx, int limit, Duration claim) {
        return holdSome(tx, OPEN + "AND expires_at <= now()", limit, claim);
    }

    private static Uni<List<ResumableUpload>> holdSome(Tx tx, String which, int limit, Duration claim) {
        return uploads(tx.session()
                .createNativeQuery(
                        HOLD + "id IN (SELECT id FROM resumable_upload WHERE " + which
                                + " AND held_until <= now() ORDER BY expires_at LIMIT ?2 FOR UPDATE SKIP LOCKED)"
                                + " RETURNING " + FIELDS,
                        ResumableUploadRow.class)
                .setParameter(1, seconds(claim))
                .setParameter(2, limit));
    }

    /**
     * Holds it for longer.
     *
     * @return false where it is another's, or has ended
     */
    public Uni<Boolean> keep(Tx tx, ResumableUpload upload, Duration time) {
        return mine(
                upload,
                tx.session()
                        .createNativeQuery(
                                "UPDATE resumable_upload SET held_until = now() + make_interval(secs => ?3)" + MINE)
                        .setParameter(3, seconds(time)));
    }

    /** Ends the holder's turn, so that not even an assertion of its that is under way still holds it; next after the pause. */
    public Uni<Boolean> release(Tx tx, ResumableUpload upload, Duration pause) {
        return mine(
                upload,
                tx.session()
                        .createNativeQuery("UPDATE resumable_upload SET turn = turn + 1,"
                                + " held_until = now() + make_interval(secs => ?3)" + MINE)
                        .setParameter(3, seconds(pause)));
    }

    /** Records what is here, and its length; from now on it may rest again. False as for {@link #keep}. */
    public Uni<Boolean> received(Tx tx, ResumableUpload upload, Duration rest) {
        return mine(
                upload,
                tx.session()
                        .createNativeQuery("UPDATE resumable_upload SET received = ?3, length = CAST(?4 AS bigint),"
                                + " expires_at = now() + make_interval(secs => ?5)" + MINE)
                        .setParameter(3, upload.received())
                        .setParameter(4, upload.announced().size())
                        .setParameter(5, seconds(rest)));
    }

    /** Records that all bytes are here. False as for {@link #keep}. */
    public Uni<Boolean> completing(Tx tx, ResumableUpload upload) {
        return mine(upload, tx.session().createNativeQuery("UPDATE resumable_upload SET state = 'COMPLETING'" + MINE));
    }

    /** Records how it ended, which is told for a while; {@code failure} is null where it did not fail. */
    public Uni<Boolean> end(Tx tx, ResumableUpload upload, Failure failure, Duration told) {
        return mine(
                upload,
                tx.session()
                        .createNativeQuery("UPDATE resumable_upload SET state = CASE WHEN CAST(?3 AS text) IS NULL THEN"
                                + " 'DONE' ELSE 'FAILED' END, reason = CAST(?3 AS text), status = CAST(?4 AS int),"
                                + " held_until = now(), expires_at = now() + make_interval(secs => ?5)" + MINE)
                        .setParameter(3, failure == null ? null : failure.reason())
                        .setParameter(4, failure == null ? null : failure.status())
                        .setParameter(5, seconds(told)));
    }

    /** Ends the uploads of an image that is deleted; whoever works on one learns it. */
    public Uni<Void> endOfImage(Tx tx, UUID imageId, Failure failure) {
        return tx.session()
                .createNativeQuery("UPDATE resumable_upload SET state = 'FAILED', reason = ?2, status = ?3"
                        + " WHERE image_id = ?1 AND " + OPEN)
                .setParameter(1, imageId)
                .setParameter(2, failure.reason())
                .setParameter(3, failure.status())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Whether work under that lease goes on. */
    public Uni<Boolean> isOpen(Tx tx, UUID lease) {
        return tx.session()
                .createNativeQuery("SELECT id FROM resumable_upload WHERE lease_id = ?1 AND " + OPEN, UUID.class)
                .setParameter(1, lease)
                .getResultList()
                .map(found -> !found.isEmpty());
    }

    /** Forgets what ended long enough ago and has no piece left. */
    public Uni<Void> forget(Tx tx) {
        return tx.session()
                .createNativeQuery(
                        "DELETE FROM resumable_upload u WHERE state IN ('DONE', 'FAILED')"
                                + " AND expires_at <= now() AND NOT EXISTS (SELECT 1 FROM upload_piece p WHERE p.upload = u.id)")
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Boolean> mine(ResumableUpload upload, Mutiny.MutationQuery update) {
        return update.setParameter(1, upload.id())
                .setParameter(2, upload.turn())
                .executeUpdate()
                .map(updated -> updated == 1);
    }

    private static Uni<List<ResumableUpload>> uploads(Mutiny.SelectionQuery<ResumableUploadRow> query) {
        return query.getResultList()
                .map(rows -> rows.stream().map(ResumableUploadRow::toUpload).toList());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String json(Object record) {
        return JsonObject.mapFrom(record).encode();
    }
}
