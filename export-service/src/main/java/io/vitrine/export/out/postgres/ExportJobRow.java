/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.postgres;

import io.vitrine.contract.Actor;
import io.vitrine.export.domain.Bundle;
import io.vitrine.export.domain.ExportFormat;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.JobState;
import io.vitrine.export.domain.Progress;
import io.vitrine.export.domain.Recipe;
import io.vitrine.export.domain.Requested;
import io.vitrine.export.domain.Source;
import io.vitrine.export.domain.Stage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** How an {@link ExportJob} is kept. Read as an entity, changed by the statements of {@link JobRepository}. */
@Entity
@Table(name = "export_job")
class ExportJobRow {

    /** Exactly what is mapped here: a column it does not know fails the reading. */
    static final String FIELDS =
            "id, project, actor, rule, idempotency_key, source, format, options, bundle, state, stage,"
                    + " bytes, total, percent, attempts, reason, artefact, cached, created_at, updated_at, ended_at ";

    @Id
    UUID id;

    String project;

    @JdbcTypeCode(SqlTypes.JSON)
    Actor actor;

    UUID rule;

    @Column(name = "idempotency_key")
    String idempotencyKey;

    @JdbcTypeCode(SqlTypes.JSON)
    Source source;

    @Enumerated(EnumType.STRING)
    ExportFormat format;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> options;

    @Enumerated(EnumType.STRING)
    Bundle bundle;

    @Enumerated(EnumType.STRING)
    JobState state;

    @Enumerated(EnumType.STRING)
    Stage stage;

    long bytes;
    Long total;
    int percent;
    int attempts;
    String reason;
    UUID artefact;
    boolean cached;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "ended_at")
    Instant endedAt;

    ExportJob toJob() {
        return new ExportJob(
                id,
                new Requested(project, actor, rule, idempotencyKey),
                source,
                new Recipe(format, options, bundle),
                state,
                new Progress(stage, bytes, total, percent),
                attempts,
                reason,
                artefact,
                cached,
                createdAt,
                updatedAt,
                endedAt);
    }
}
