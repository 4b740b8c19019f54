/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.vitrine.catalog.domain.FailedUpload;
import io.vitrine.catalog.domain.ImportMethod;
import io.vitrine.catalog.domain.ImportPlan;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.catalog.domain.Task;
import io.vitrine.contract.Actor;
import io.vitrine.contract.command.DataDigest;
import io.vitrine.contract.command.RemoteImage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A task as its table keeps it: what only imports have is null, empty or false for the others. */
@Entity
@Table(name = "import_task")
class TaskRow {

    @Id
    UUID id;

    @Column(name = "image_id")
    UUID imageId;

    String type;
    String method;
    String uri;

    @JdbcTypeCode(SqlTypes.JSON)
    DataDigest digest;

    @JdbcTypeCode(SqlTypes.JSON)
    RemoteImage remote;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> stores = List.of();

    @Column(name = "all_stores")
    boolean allStores;

    @Column(name = "all_stores_must_succeed")
    boolean allStoresMustSucceed;

    @JdbcTypeCode(SqlTypes.JSON)
    Actor actor;

    String status;
    String message;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    static TaskRow of(Task task) {
        TaskRow row = new TaskRow();
        row.id = task.id();
        row.imageId = task.imageId();
        row.type = task.type().wireName();
        if (task instanceof ImportTask imported) {
            row.plan(imported.plan());
        }
        row.actor = task.actor();
        row.status = task.status().wireName();
        row.message = task.message();
        row.createdAt = task.createdAt();
        row.updatedAt = task.updatedAt();
        row.expiresAt = task.expiresAt();
        return row;
    }

    private void plan(ImportPlan plan) {
        method = plan.method().wireName();
        uri = plan.uri();
        digest = plan.digest();
        remote = plan.remote();
        stores = plan.stores();
        allStores = plan.allStores();
        allStoresMustSucceed = plan.allStoresMustSucceed();
    }

    Task toTask() {
        Task.Type known = Task.Type.of(type);
        return known == Task.Type.API_IMAGE_IMPORT
                ? toImport()
                : new FailedUpload(id, imageId, known, actor, message, createdAt, expiresAt);
    }

    ImportTask toImport() {
        ImportPlan plan = new ImportPlan(
                ImportMethod.of(method).orElseThrow(), uri, digest, remote, stores, allStores, allStoresMustSucceed);
        return new ImportTask(
                id, imageId, plan, actor, Task.Status.of(status), message, createdAt, updatedAt, expiresAt);
    }
}
