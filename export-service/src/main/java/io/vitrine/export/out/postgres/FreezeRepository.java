/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.postgres;

import static io.vitrine.export.out.postgres.Sql.change;
import static io.vitrine.export.out.postgres.Sql.seconds;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.domain.Freeze;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The images that are held deactivated, or may be. */
@ApplicationScoped
public class FreezeRepository {

    /** Records that an image is about to be held; for that time it is not released, although there is no such export yet. */
    public Uni<Void> begin(Tx tx, Freeze freeze, Duration time) {
        return change(
                        tx,
                        "INSERT INTO image_freeze (job, image_id, due_at) VALUES (?2, ?3, " + Sql.in("?1") + ")",
                        seconds(time),
                        freeze.job(),
                        freeze.imageId())
                .replaceWithVoid();
    }

    /** Its export is none: it is to be released as soon as can be. */
    public Uni<Void> giveUp(Tx tx, UUID job) {
        return change(tx, "UPDATE image_freeze SET due_at = now() WHERE job = ?1", job)
                .replaceWithVoid();
    }

    /** Those whose export is over. They are the caller's for a while. */
    public Uni<List<Freeze>> takeOver(Tx tx, Duration claim, int limit) {
        return Sql.rows(
                        tx,
                        FreezeRow.class,
                        "UPDATE image_freeze SET due_at = " + Sql.in("?1")
                                + "WHERE job IN (SELECT job FROM image_freeze one WHERE NOT EXISTS (SELECT 1 FROM export_job WHERE"
                                + " id = one.job AND state IN ('QUEUED', 'RUNNING')) AND (due_at <= now() OR EXISTS"
                                + " (SELECT 1 FROM export_job WHERE id = one.job)) ORDER BY due_at LIMIT ?2"
                                + " FOR UPDATE SKIP LOCKED) RETURNING job, image_id",
                        seconds(claim),
                        limit)
                .map(rows -> rows.stream().map(FreezeRow::toFreeze).toList());
    }

    /** It was released. */
    public Uni<Void> remove(Tx tx, UUID job) {
        return change(tx, "DELETE FROM image_freeze WHERE job = ?1", job).replaceWithVoid();
    }
}
