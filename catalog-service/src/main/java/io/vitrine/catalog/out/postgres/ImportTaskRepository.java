/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.catalog.domain.TaskQuery;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The tasks of imports. Whoever changes one has locked its image. */
@ApplicationScoped
public class ImportTaskRepository {

    /** A task that is there. */
    public Uni<ImportTask> get(Tx tx, UUID id) {
        return tx.session().get(ImportTaskRow.class, id).map(ImportTaskRow::toTask);
    }

    /** A task that is not forgotten. */
    public Uni<Optional<ImportTask>> find(Tx tx, UUID id, Instant now) {
        return tx.session()
                .createNativeQuery(
                        "SELECT * FROM import_task WHERE id = ?1 AND (expires_at IS NULL OR expires_at > ?2)",
                        ImportTaskRow.class)
                .setParameter(1, id)
                .setParameter(2, now)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(ImportTaskRow::toTask));
    }

    /** A page of the tasks that are not forgotten, after the one that is its marker. */
    public Uni<List<ImportTask>> page(Tx tx, TaskQuery query, Optional<ImportTask> marker, Instant now) {
        SqlText sql = new SqlText();
        List<String> conditions = new ArrayList<>();
        conditions.add("(expires_at IS NULL OR expires_at > " + sql.bind(now) + ")");
        query.status().ifPresent(status -> conditions.add("status = " + sql.bind(status.wireName())));
        marker.ifPresent(task -> conditions.add("(created_at, id) " + (query.ascending() ? ">" : "<") + " ("
                + sql.bind(task.createdAt()) + ", " + sql.bind(task.id()) + ")"));
        String direction = query.ascending() ? " ASC" : " DESC";
        Mutiny.SelectionQuery<ImportTaskRow> select = tx.session()
                .createNativeQuery(
                        "SELECT * FROM import_task WHERE " + String.join(" AND ", conditions) + " ORDER BY created_at"
                                + direction + ", id" + direction + " LIMIT " + query.limit(),
                        ImportTaskRow.class);
        for (int i = 0; i < sql.values().size(); i++) {
            select.setParameter(i + 1, sql.values().get(i));
        }
        return select.getResultList()
                .map(rows -> rows.stream().map(ImportTaskRow::toTask).toList());
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
