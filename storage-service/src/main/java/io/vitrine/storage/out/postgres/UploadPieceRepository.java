/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.domain.UploadPiece;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The pieces of resumable uploads. */
@ApplicationScoped
public class UploadPieceRepository {

    private static final String FIELDS = "p.key, p.upload, p.store, p.start, p.size ";

    /** Records that a piece is about to be written, so that it is found whatever becomes of it. */
    public Uni<Void> begin(Tx tx, UploadPiece piece) {
        return tx.session()
                .createNativeQuery("INSERT INTO upload_piece (key, upload, store, start) VALUES (?1, ?2, ?3, ?4)")
                .setParameter(1, piece.key())
                .setParameter(2, piece.upload())
                .setParameter(3, piece.store())
                .setParameter(4, piece.start())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Records that a piece is whole. */
    public Uni<Void> written(Tx tx, UUID key, long size) {
        return tx.session()
                .createNativeQuery("UPDATE upload_piece SET size = ?2 WHERE key = ?1")
                .setParameter(1, key)
                .setParameter(2, size)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The pieces that count, in order. */
    public Uni<List<UploadPiece>> counted(Tx tx, UUID upload) {
        return ofUpload(tx, upload, "p.start < u.received");
    }

    /** The pieces that do not: somebody died over them, or they had another checksum. */
    public Uni<List<UploadPiece>> stray(Tx tx, UUID upload) {
        return ofUpload(tx, upload, "p.start >= u.received");
    }

    private static Uni<List<UploadPiece>> ofUpload(Tx tx, UUID upload, String which) {
        return pieces(tx.session()
                .createNativeQuery(
                        "SELECT " + FIELDS + "FROM upload_piece p JOIN resumable_upload u ON u.id = p.upload"
                                + " WHERE u.id = ?1 AND " + which + " ORDER BY p.start",
                        UploadPieceRow.class)
                .setParameter(1, upload));
    }

    /** Pieces of uploads that have ended: they are the caller's to remove for the time of {@code claim}. */
    public Uni<List<UploadPiece>> claimEnded(Tx tx, int limit, Duration claim) {
        return pieces(tx.session()
                .createNativeQuery(
                        "UPDATE upload_piece p SET due_at = now() + make_interval(secs => ?1) WHERE p.key IN"
                                + " (SELECT e.key FROM upload_piece e JOIN resumable_upload u ON u.id = e.upload"
                                + " WHERE u.state IN ('DONE', 'FAILED') AND u.held_until <= now() AND e.due_at <= now()"
                                + " LIMIT ?2 FOR UPDATE OF e SKIP LOCKED) RETURNING " + FIELDS,
                        UploadPieceRow.class)
                .setParameter(1, claim.toMillis() / 1000.0)
                .setParameter(2, limit));
    }

    /** Forgets a piece whose bytes are gone. */
    public Uni<Void> remove(Tx tx, UUID key) {
        return tx.session()
                .createNativeQuery("DELETE FROM upload_piece WHERE key = ?1")
                .setParameter(1, key)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<List<UploadPiece>> pieces(Mutiny.SelectionQuery<UploadPieceRow> query) {
        return query.getResultList()
                .map(rows -> rows.stream().map(UploadPieceRow::toPiece).toList());
    }
}
