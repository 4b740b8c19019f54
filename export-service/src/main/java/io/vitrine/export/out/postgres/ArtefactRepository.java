/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.postgres;

import static io.vitrine.export.out.postgres.Sql.change;
import static io.vitrine.export.out.postgres.Sql.seconds;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.domain.Artefact;
import io.vitrine.export.domain.Artefact.Digests;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The results. Each change names the state it starts from: where another was faster, nothing changes. */
@ApplicationScoped
public class ArtefactRepository {

    private static final String FIELDS = ArtefactRow.FIELDS;
    private static final String RETURNING = " RETURNING " + FIELDS;

    /** Records that an attempt begins to write a result, so that whatever becomes of it is found. */
    public Uni<Void> begin(Tx tx, UUID id, ExportJob job) {
        return change(
                        tx,
                        "INSERT INTO artefact (id, cache_key, image_id, state, job, attempt)"
                                + " VALUES (?1, ?2, ?3, 'WRITING', ?4, ?5)",
                        id,
                        job.cacheKey(),
                        job.source().imageId(),
                        job.id(),
                        job.attempt())
                .replaceWithVoid();
    }

    /** Records that a result is whole; empty where it was given up. */
    public Uni<Optional<Artefact>> ready(Tx tx, UUID id, Digests digests, Long virtualSize) {
        return first(
                tx,
                "UPDATE artefact SET state = 'READY', size = ?1, hash_algo = ?2, hash_value = ?3,"
                        + " virtual_size = CAST(CAST(?4 AS text) AS bigint), used_at = now()"
                        + " WHERE id = ?5 AND state = 'WRITING'" + RETURNING,
                digests.size(),
                digests.hashAlgo(),
                digests.hashValue(),
                virtualSize == null ? null : virtualSize.toString(),
                id);
    }

    /** The result that is kept under a key, which is asked for now. */
    public Uni<Optional<Artefact>> use(Tx tx, String cacheKey) {
        return first(
                tx,
                "UPDATE artefact SET used_at = now() WHERE cache_key = ?1 AND state = 'READY'" + RETURNING,
                cacheKey);
    }

    /** The result of that id, which is asked for now. */
    public Uni<Optional<Artefact>> use(Tx tx, UUID id) {
        return first(tx, "UPDATE artefact SET used_at = now() WHERE id = ?1 AND state = 'READY'" + RETURNING, id);
    }

    /** Those of these ids that can be fetched. */
    public Uni<List<Artefact>> find(Tx tx, Collection<UUID> ids) {
        return artefacts(tx, "SELECT " + FIELDS + "FROM artefact WHERE id = ANY(?1) AND state = 'READY'", (Object)
                ids.toArray(UUID[]::new));
    }

    /** Gives up what nobody asked for for that time, and no rule keeps ready. */
    public Uni<List<Artefact>> dropAged(Tx tx, Duration age, int limit) {
        return artefacts(
                tx,
                drop("used_at < now() - make_interval(secs => ?1) AND NOT EXISTS (SELECT 1 FROM export_job job"
                        + " JOIN export_rule ON export_rule.id = job.rule WHERE job.artefact = one.id)"
                        + " ORDER BY used_at LIMIT ?2"),
                seconds(age),
                limit);
    }

    /** Gives up what was not asked for the longest, until the others have that size together. */
    public Uni<List<Artefact>> dropBeyond(Tx tx, long size, int limit) {
        return artefacts(
                tx,
                drop("id IN (SELECT id FROM (SELECT id, sum(size) OVER (ORDER BY used_at DESC, id) AS together"
                        + " FROM artefact WHERE state = 'READY') kept WHERE together > ?1) ORDER BY used_at LIMIT ?2"),
                size,
                limit);
    }

    /** Gives up what an image was made into, and these that its exports had, where no export of another image has it. */
    public Uni<List<Artefact>> dropUnused(Tx tx, UUID image, Collection<UUID> had) {
        return artefacts(
                tx,
                drop("(image_id = ?1 OR id = ANY(?2))"
                        + " AND NOT EXISTS (SELECT 1 FROM export_job job WHERE job.artefact = one.id)"),
                image,
                had.toArray(UUID[]::new));
    }

    private static String drop(String which) {
        return "UPDATE artefact SET state = 'REMOVING', due_at = now() WHERE id IN (SELECT id FROM artefact one"
                + " WHERE state = 'READY' AND " + which + " FOR UPDATE SKIP LOCKED)" + RETURNING;
    }

    /** Gives one up, whatever state it is in. */
    public Uni<Void> drop(Tx tx, UUID id) {
        return change(tx, "UPDATE artefact SET state = 'REMOVING', due_at = now() WHERE id = ?1", id)
                .replaceWithVoid();
    }

    /** Takes what has to be removed: it was given up, or nobody writes it any more. They are the caller's for a while. */
    public Uni<List<UUID>> takeRemoving(Tx tx, Duration claim, int limit) {
        return artefacts(
                        tx,
                        "UPDATE artefact SET state = 'REMOVING', due_at = " + Sql.in("?1")
                                + "WHERE id IN (SELECT id FROM artefact one WHERE due_at <= now() AND (state = 'REMOVING'"
                                + " OR (state = 'WRITING' AND NOT EXISTS (SELECT 1 FROM export_job job WHERE job.id = one.job"
                                + " AND job.attempts = one.attempt AND job.state = 'RUNNING' AND job.due_at > now())))"
                                + " ORDER BY due_at LIMIT ?2 FOR UPDATE SKIP LOCKED)" + RETURNING,
                        seconds(claim),
                        limit)
                .map(all -> all.stream().map(Artefact::id).toList());
    }

    /** Those of these ids that are recorded here, in whatever state. */
    public Uni<Set<UUID>> known(Tx tx, Collection<UUID> ids) {
        return artefacts(tx, "SELECT " + FIELDS + "FROM artefact WHERE id = ANY(?1)", (Object) ids.toArray(UUID[]::new))
                .map(all -> {
                    Set<UUID> known = new HashSet<>();
                    all.forEach(artefact -> known.add(artefact.id()));
                    return known;
                });
    }

    /** Forgets one that storage does not keep any more. */
    public Uni<Void> removed(Tx tx, UUID id) {
        return change(tx, "DELETE FROM artefact WHERE id = ?1 AND state = 'REMOVING'", id)
                .replaceWithVoid();
    }

    private static Uni<Optional<Artefact>> first(Tx tx, String sql, Object... parameters) {
        return Sql.first(tx, ArtefactRow.class, sql, parameters).map(row -> row.map(ArtefactRow::toArtefact));
    }

    private static Uni<List<Artefact>> artefacts(Tx tx, String sql, Object... parameters) {
        return Sql.rows(tx, ArtefactRow.class, sql, parameters)
                .map(rows -> rows.stream().map(ArtefactRow::toArtefact).toList());
    }
}
