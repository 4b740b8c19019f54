/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.postgres;

import io.vitrine.contract.Actor;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.ResumableUpload;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** How a {@link ResumableUpload} is kept. Changed by the statements of {@link ResumableUploadRepository}. */
@Entity
@Table(name = "resumable_upload")
class ResumableUploadRow {

    @Id
    UUID id;

    @JdbcTypeCode(SqlTypes.JSON)
    UploadLease lease;

    String store;

    @JdbcTypeCode(SqlTypes.JSON)
    Actor actor;

    String metadata;

    @JdbcTypeCode(SqlTypes.JSON)
    Announcement announced;

    Long length;
    long received;
    String state;
    Integer status;
    String reason;
    int turn;

    @Column(name = "expires_at")
    Instant expiresAt;

    ResumableUpload toUpload() {
        return new ResumableUpload(
                id,
                lease,
                store,
                actor,
                metadata,
                new Announcement(length, announced.digests()),
                received,
                ResumableUpload.State.valueOf(state),
                reason == null ? null : new ResumableUpload.Failure(status, reason),
                turn,
                expiresAt);
    }
}
