/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.vitrine.catalog.domain.ImportMethod;
import io.vitrine.catalog.domain.ImportPlan;
import io.vitrine.catalog.domain.ImportTask;
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

/** An import's task as its table keeps it. */
@Entity
@Table(name = "import_task")
class ImportTaskRow {

    @Id
    UUID id;

    @Column(name = "image_id")
    UUID imageId;

    String method;
    String uri;

    @JdbcTypeCode(SqlTypes.JSON)
    DataDigest digest;

    @JdbcTypeCode(SqlTypes.JSON)
    RemoteImage remote;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> stores;

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

    static ImportTaskRow of(ImportTask task) {
        ImportTaskRow row = new ImportTaskRow();
        row.id = task.id();
        row.imageId = task.imageId();
        row.method = task.plan().method().wireName();
        row.uri = task.plan().uri();
        row.digest = task.plan().digest();
        row.remote = task.plan().remote();
        row.stores = task.plan().stores();
        row.allStores = task.plan().allStores();
        row.allStoresMustSucceed = task.plan().allStoresMustSucceed();
        row.actor = task.actor();
        row.status = task.status().wireName();
        row.message = task.message();
        row.createdAt = task.createdAt();
        row.updatedAt = task.updatedAt();
        row.expiresAt = task.expiresAt();
        return row;
    }

    ImportTask toTask() {
        ImportPlan plan = new ImportPlan(
                ImportMethod.of(method).orElseThrow(), uri, digest, remote, stores, allStores, allStoresMustSucceed);
        return new ImportTask(
                id, imageId, plan, actor, ImportTask.Status.of(status), message, createdAt, updatedAt, expiresAt);
    }
}
