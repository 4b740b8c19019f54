/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.postgres;

import static io.vitrine.export.out.postgres.Sql.change;
import static io.vitrine.export.out.postgres.Sql.seconds;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.JobFilter;
import io.vitrine.export.domain.JobState;
import io.vitrine.export.domain.Progress;
import io.vitrine.export.domain.Requested;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The exports. Each change names the state it starts from: where another was faster, nothing changes. */
@ApplicationScoped
public class JobRepository {

    private static final String FIELDS = ExportJobRow.FIELDS;
    private static final String SELECT = "SELECT " + FIELDS + "FROM export_job ";
    private static final String RETURNING = " RETURNING " + FIELDS;
    private static final String CANCEL =
            "UPDATE export_job SET state = 'CANCELLED', reason = ?1, ended_at = now(), updated_at = now() WHERE ";
    private static final String BEFORE = "image_id = ?2 AND created_at < CAST(CAST(?3 AS text) AS timestamptz) AND ";
    private static final String OPEN = "state IN ('QUEUED', 'RUNNING') ";
    private static final String FRUITLESS = "state IN ('FAILED', 'CANCELLED', 'EXPIRED') ";

    // The lock makes replicas count one after the other, so that bounds hold; one that does not get it has its turn
    // later.
    static final int LEAD_LOCK = 7203517;

    private static final String LEAD = "SELECT 1 WHERE pg_try_advisory_xact_lock(" + LEAD_LOCK + ")";

    // A project's turns are its exports under way and those that wait before; nobody makes what another makes already.
    private static final String TAKE = """
            WITH busy AS (
              SELECT project, cache_key FROM export_job WHERE state = 'RUNNING' AND due_at > now()),
            waiting AS (
              SELECT id, due_at,
                (SELECT count(*) FROM busy WHERE busy.project = job.project)
                  + row_number() OVER (PARTITION BY project ORDER BY due_at, place) AS turn,
                row_number() OVER (PARTITION BY cache_key ORDER BY due_at, place) AS twin
              FROM export_job job
              WHERE state IN ('QUEUED', 'RUNNING') AND due_at <= now()
                AND NOT EXISTS (SELECT 1 FROM busy WHERE busy.cache_key = job.cache_key)),
            next AS (
              SELECT id FROM waiting WHERE turn <= ?2 AND twin = 1 ORDER BY turn, due_at LIMIT ?1)
            UPDATE export_job SET state = 'RUNNING', stage = 'WAITING', bytes = 0, total = NULL, percent = 0,
              attempts = attempts + 1, updated_at = now(), due_at = now() + make_interval(secs => ?3)
            WHERE id IN (
              SELECT id FROM export_job WHERE id IN (SELECT id FROM next) AND due_at <= now() FOR UPDATE SKIP LOCKED)
            """ + RETURNING;

    /** Adds an export that waits; false where its idempotency key was used before. */
    public Uni<Boolean> add(Tx tx, ExportJob job) {
        Requested requested = job.requested();
        return tx.session()
                .createNativeQuery(
                        "INSERT INTO export_job (id, project, actor, rule, idempotency_key, image_id, source,"
                                + " format, options, bundle, cache_key, state, stage) VALUES (?1, ?2,"
                                + " CAST(CAST(?3 AS text) AS jsonb), CAST(?4 AS uuid), CAST(?5 AS text), ?6,"
                                + " CAST(CAST(?7 AS text) AS jsonb), ?8, CAST(CAST(?9 AS text) AS jsonb), CAST(?10 AS text), ?11,"
                                + " 'QUEUED', 'WAITING') ON CONFLICT (project, idempotency_key) DO NOTHING")
                .setParameter(1, job.id())
                .setParameter(2, requested.project())
                .setParameter(3, JsonObject.mapFrom(requested.actor()).encode())
                .setParameter(4, text(requested.rule()))
                .setParameter(5, requested.idempotencyKey())
                .setParameter(6, job.source().imageId())
                .setParameter(7, JsonObject.mapFrom(job.source()).encode())
                .setParameter(8, job.recipe().format().name())
                .setParameter(9, JsonObject.mapFrom(job.recipe().options()).encode())
                .setParameter(
                        10,
                        job.recipe().bundle() == null
                                ? null
                                : job.recipe().bundle().name())
                .setParameter(11, job.cacheKey())
                .executeUpdate()
                .map(rows -> rows == 1);
    }

    /** The export that a request with that key led to. */
    public Uni<Optional<ExportJob>> ofKey(Tx tx, String project, String key) {
        return first(tx, SELECT + "WHERE project = ?1 AND idempotency_key = ?2", project, key);
    }

    /** Has that key lead to nothing any more where its export ended without a result, so that another may follow. */
    public Uni<Void> freeKey(Tx tx, String project, String key) {
        return change(
                        tx,
                        "UPDATE export_job SET idempotency_key = NULL WHERE project = ?1 AND idempotency_key = ?2"
                                + " AND " + FRUITLESS,
                        project,
                        key)
                .replaceWithVoid();
    }

    /** The export of that id. */
    public Uni<Optional<ExportJob>> find(Tx tx, UUID id) {
        return first(tx, SELECT + "WHERE id = ?1", id);
    }

    /** The same, which then stays as it is until the transaction's end. */
    public Uni<Optional<ExportJob>> lock(Tx tx, UUID id) {
        return first(tx, SELECT + "WHERE id = ?1 FOR UPDATE", id);
    }

    /** How many exports of a project wait or are being made. */
    public Uni<Long> open(Tx tx, String project) {
        return tx.session()
                .createNativeQuery("SELECT count(*) FROM export_job WHERE project = ?1 AND " + OPEN, Long.class)
                .setParameter(1, project)
                .getSingleResult();
    }

    /** A page, the newest first, of what comes after the export {@code marker}, which may be null. */
    public Uni<List<ExportJob>> list(Tx tx, JobFilter filter, UUID marker, int limit) {
        return jobs(
                tx,
                SELECT + "WHERE (CAST(?1 AS text) IS NULL OR project = CAST(?1 AS text))"
                        + " AND (CAST(?2 AS text) IS NULL OR image_id = CAST(CAST(?2 AS text) AS uuid))"
                        + " AND (CAST(?3 AS text) IS NULL OR state = CAST(?3 AS text))"
                        + " AND (CAST(?4 AS text) IS NULL OR format = upper(CAST(?4 AS text)))"
                        + " AND (CAST(?5 AS text) IS NULL OR place <"
                        + " (SELECT place FROM export_job WHERE id = CAST(CAST(?5 AS text) AS uuid)))"
                        + " ORDER BY place DESC LIMIT ?6",
                filter.project().orElse(null),
                text(filter.image().orElse(null)),
                filter.state().map(JobState::name).orElse(null),
                filter.format().orElse(null),
                text(marker),
                limit);
    }

    /**
     * Takes exports that are due: they are the caller's for the time of {@code claim}.
     *
     * @param room most to take
     * @param perProject most of one project that all replicas together make at once
     */
    public Uni<List<ExportJob>> take(Tx tx, int room, int perProject, Duration claim) {
        return tx.session()
                .createNativeQuery(LEAD)
                .getResultList()
                .flatMap(lead -> lead.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : jobs(tx, TAKE, room, perProject, seconds(claim)));
    }

    /** Says how far an attempt is, and keeps the export for a while; false where it is not the caller's any more. */
    public Uni<Boolean> keep(Tx tx, ExportJob job, Progress progress, Duration claim) {
        return change(
                        tx,
                        "UPDATE export_job SET due_at = " + Sql.in("?1") + ", stage = ?2, bytes = ?3,"
                                + " total = CAST(CAST(?4 AS text) AS bigint), percent = ?5, updated_at = now()"
                                + " WHERE id = ?6 AND attempts = ?7 AND state = 'RUNNING'",
                        seconds(claim),
                        progress.stage().name(),
                        progress.bytes(),
                        text(progress.total()),
                        progress.percent(),
                        job.id(),
                        job.attempt())
                .map(rows -> rows == 1);
    }

    /** An attempt has the result; empty where the export is not the caller's any more. */
    public Uni<Optional<ExportJob>> complete(Tx tx, ExportJob job, UUID artefact, boolean cached) {
        return first(
                tx,
                "UPDATE export_job SET " + completed("?1", "?2")
                        + "WHERE id = ?3 AND attempts = ?4 AND state IN ('QUEUED', 'RUNNING')" + RETURNING,
                artefact,
                cached,
                job.id(),
                job.attempt());
    }

    /** All that wait for the same have the result too. */
    public Uni<List<ExportJob>> completeWaiting(Tx tx, String cacheKey, UUID artefact) {
        return jobs(
                tx,
                "UPDATE export_job SET " + completed("?1", "true") + "WHERE cache_key = ?2 AND state = 'QUEUED'"
                        + RETURNING,
                artefact,
                cacheKey);
    }

    private static String completed(String artefact, String cached) {
        return "state = 'COMPLETED', stage = 'DONE', percent = 100, reason = NULL, artefact = " + artefact
                + ", cached = " + cached + ", ended_at = now(), updated_at = now() ";
    }

    /** An attempt failed for good; empty where the export is not the caller's any more. */
    public Uni<Optional<ExportJob>> fail(Tx tx, ExportJob job, String reason) {
        return first(
                tx,
                "UPDATE export_job SET state = 'FAILED', reason = ?1, ended_at = now(), updated_at = now()"
                        + " WHERE id = ?2 AND attempts = ?3 AND state = 'RUNNING'" + RETURNING,
                reason,
                job.id(),
                job.attempt());
    }

    /** An attempt failed, and another is to follow; nothing where the export is not the caller's any more. */
    public Uni<Void> retry(Tx tx, ExportJob job, Duration pause, String reason) {
        return change(
                        tx,
                        "UPDATE export_job SET state = 'QUEUED', stage = 'WAITING', reason = ?1, updated_at = now(),"
                                + " due_at = " + Sql.in("?2") + "WHERE id = ?3 AND attempts = ?4 AND state = 'RUNNING'",
                        reason,
                        seconds(pause),
                        job.id(),
                        job.attempt())
                .replaceWithVoid();
    }

    /** Cancels what is not ended; empty where it is. */
    public Uni<Optional<ExportJob>> cancel(Tx tx, UUID id, String reason) {
        return first(tx, CANCEL + "id = ?2 AND " + OPEN + RETURNING, reason, id);
    }

    /** Cancels all of an image that was asked for before that time and is not ended. */
    public Uni<List<ExportJob>> cancelOfImage(Tx tx, UUID image, Instant before, String reason) {
        return jobs(tx, CANCEL + BEFORE + OPEN + RETURNING, reason, image, before.toString());
    }

    /** Cancels what was asked for before that time, but neither by admins nor by the image's project, and is not ended. */
    public Uni<List<ExportJob>> cancelOfOthers(Tx tx, UUID image, Instant before, String reason) {
        return jobs(
                tx,
                CANCEL + BEFORE + "NOT jsonb_exists(actor -> 'roles', 'admin') AND project <> source ->> 'owner' AND "
                        + OPEN + RETURNING,
                reason,
                image,
                before.toString());
    }

    /** The result is gone for those that have it. */
    public Uni<List<ExportJob>> expire(Tx tx, UUID artefact, String reason) {
        return jobs(
                tx,
                "UPDATE export_job SET state = 'EXPIRED', artefact = NULL, reason = ?1, ended_at = now(),"
                        + " updated_at = now() WHERE artefact = ?2" + RETURNING,
                reason,
                artefact);
    }

    /** The results of an image's exports are gone for these. */
    public Uni<List<ExportJob>> withResultOf(Tx tx, UUID image) {
        return jobs(tx, SELECT + "WHERE image_id = ?1 AND state = 'COMPLETED'", image);
    }

    /** The result is gone for one export. */
    public Uni<Void> expireOne(Tx tx, UUID id, String reason) {
        return change(
                        tx,
                        "UPDATE export_job SET state = 'EXPIRED', artefact = NULL, reason = ?1, ended_at = now(),"
                                + " updated_at = now() WHERE id = ?2",
                        reason,
                        id)
                .replaceWithVoid();
    }

    /** Forgets one. */
    public Uni<Void> remove(Tx tx, UUID id) {
        return change(tx, "DELETE FROM export_job WHERE id = ?1", id).replaceWithVoid();
    }

    /** Forgets those without a result that ended that long ago. */
    public Uni<Void> forget(Tx tx, Duration age) {
        return change(
                        tx,
                        "DELETE FROM export_job WHERE " + FRUITLESS
                                + "AND ended_at < now() - make_interval(secs => ?1)",
                        seconds(age))
                .replaceWithVoid();
    }

    private static Uni<Optional<ExportJob>> first(Tx tx, String sql, Object... parameters) {
        return Sql.first(tx, ExportJobRow.class, sql, parameters).map(row -> row.map(ExportJobRow::toJob));
    }

    private static Uni<List<ExportJob>> jobs(Tx tx, String sql, Object... parameters) {
        return Sql.rows(tx, ExportJobRow.class, sql, parameters)
                .map(rows -> rows.stream().map(ExportJobRow::toJob).toList());
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
