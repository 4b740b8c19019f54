/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import static java.util.stream.Collectors.joining;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.catalog.domain.Task;
import io.vitrine.catalog.domain.TaskQuery;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Imports and failed uploads, as tasks. Whoever changes one has locked its image. */
@ApplicationScoped
public class TaskRepository {

    /** An import that is there. */
    public Uni<ImportTask> getImport(Tx tx, UUID id) {
        return tx.session().get(TaskRow.class, id).map(TaskRow::toImport);
    }

    /** A task that is not forgotten. */
    public Uni<Optional<Task>> find(Tx tx, UUID id, Instant now) {
        return tx.session()
                .createNativeQuery(
                        "SELECT * FROM import_task WHERE id = ?1 AND (expires_at IS NULL OR expires_at > ?2)",
                        TaskRow.class)
                .setParameter(1, id)
                .setParameter(2, now)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(TaskRow::toTask));
    }

    /** A page of the tasks that are not forgotten, after the one that is its marker. */
    public Uni<List<Task>> page(Tx tx, TaskQuery query, Optional<Task> marker, Instant now) {
        SqlText sql = new SqlText();
        List<String> conditions = new ArrayList<>();
        conditions.add("(expires_at IS NULL OR expires_at > " + sql.bind(now) + ")");
        query.status().ifPresent(status -> conditions.add("status = " + sql.bind(status.wireName())));
        query.type().ifPresent(type -> conditions.add("type = " + sql.bind(type)));
        List<String> order = order(query.sort());
        marker.ifPresent(task -> conditions.add("(" + String.join(", ", order) + ")"
                + (query.ascending() ? " > " : " < ") + "("
                + order.stream().map(column -> sql.bind(value(column, task))).collect(joining(", ")) + ")"));
        String direction = query.ascending() ? " ASC" : " DESC";
        Mutiny.SelectionQuery<TaskRow> select = tx.session()
                .createNativeQuery(
                        "SELECT * FROM import_task WHERE " + String.join(" AND ", conditions) + " ORDER BY "
                                + order.stream()
                                        .map(column -> column + direction)
                                        .collect(joining(", ")) + " LIMIT "
                                + query.limit(),
                        TaskRow.class);
        for (int i = 0; i < sql.values().size(); i++) {
            select.setParameter(i + 1, sql.values().get(i));
        }
        return select.getResultList()
                .map(rows -> rows.stream().map(TaskRow::toTask).toList());
    }

    private static List<String> order(TaskQuery.SortKey key) {
        return switch (key) {
            case CREATED_AT -> List.of("created_at", "id");
            case TYPE -> List.of("type", "created_at", "id");
            case UPDATED_AT -> List.of("updated_at", "created_at", "id");
            case STATUS -> List.of("status", "created_at", "id");
            case ID -> List.of("id");
        };
    }

    private static Object value(String column, Task task) {
        return switch (column) {
            case "updated_at" -> task.updatedAt();
            case "type" -> task.type().wireName();
            case "status" -> task.status().wireName();
            case "created_at" -> task.createdAt();
            default -> task.id();
        };
    }

    /** All tasks of an image that are not forgotten, oldest first. */
    public Uni<List<Task>> list(Tx tx, UUID imageId, Instant now) {
        return tx.session()
                .createNativeQuery(
                        "SELECT * FROM import_task WHERE image_id = ?1 AND (expires_at IS NULL OR expires_at > ?2)"
                                + " ORDER BY created_at, id",
                        TaskRow.class)
                .setParameter(1, imageId)
                .setParameter(2, now)
                .getResultList()
                .map(rows -> rows.stream().map(TaskRow::toTask).toList());
    }

    /** Adds a task. */
    public Uni<Void> insert(Tx tx, Task task) {
        return tx.session().insert(TaskRow.of(task));
    }

    /** Keeps a changed task. */
    public Uni<Void> save(Tx tx, Task task) {
        return tx.session().update(TaskRow.of(task));
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
