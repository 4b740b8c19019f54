/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The tasks of imports. Whoever changes one has locked its image. */
@ApplicationScoped
public class ImportTaskRepository {

    /** A task that is there. */
    public Uni<ImportTask> get(Tx tx, UUID id) {
        return tx.session().get(ImportTaskRow.class, id).map(ImportTaskRow::toTask);
    }

    /** All tasks of an image that are not forgotten, oldest first. */
    public Uni<List<ImportTask>> list(Tx tx, UUID imageId, Instant now) {
        return tx.session()
                .createNativeQuery(
                        "SELECT * FROM import_task WHERE image_id = ?1 AND (expires_at IS NULL OR expires_at > ?2)"
                                + " ORDER BY created_at, id",
                        ImportTaskRow.class)
                .setParameter(1, imageId)
                .setParameter(2, now)
                .getResultList()
                .map(rows -> rows.stream().map(ImportTaskRow::toTask).toList());
    }

    /** Adds a task. */
    public Uni<Void> insert(Tx tx, ImportTask task) {
        return tx.session().insert(ImportTaskRow.of(task));
    }

    /** Keeps a changed task. */
    public Uni<Void> save(Tx tx, ImportTask task) {
        return tx.session().update(ImportTaskRow.of(task));
    }

    /** Forgets the tasks that ended long enough ago. */
    public Uni<Void> forget(Tx tx, Instant now) {
        return tx.session()
                .createNativeQuery("DELETE FROM import_task WHERE expires_at <= ?1")
                .setParameter(1, now)
                .executeUpdate()
                .replaceWithVoid();
    }
}
