/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.domain.ImportJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The imports to be done. Times are the database's, so that replicas agree on them. */
@ApplicationScoped
public class ImportJobRepository {

    private static final String IN_SECONDS = "now() + make_interval(secs => ?1) ";

    /** Adds a job, due at once; one that is known already is due at once unless somebody has begun it. */
    public Uni<Void> add(Tx tx, UUID lease, UUID imageId) {
        return tx.session()
                .createNativeQuery("INSERT INTO import_job (lease, image_id) VALUES (?1, ?2)"
                        + " ON CONFLICT (lease) DO UPDATE SET due_at = now() WHERE import_job.attempts = 0")
                .setParameter(1, lease)
                .setParameter(2, imageId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Adds a job that the catalog has yet to order, with the sealed token that it needs; due after that time. */
    public Uni<Void> prepare(Tx tx, UUID lease, UUID imageId, String token, Duration time) {
        return tx.session()
                .createNativeQuery("INSERT INTO import_job (lease, image_id, token, due_at) VALUES (?2, ?3, ?4, "
                        + IN_SECONDS + ")")
                .setParameter(1, time.toMillis() / 1000.0)
                .setParameter(2, lease)
                .setParameter(3, imageId)
                .setParameter(4, token)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The sealed token of a job; empty when it has none, or is over. */
    public Uni<Optional<String>> token(Tx tx, UUID lease) {
        return tx.session()
                .get(ImportJobRow.class, lease)
                .map(row -> Optional.ofNullable(row).map(found -> found.token));
    }

    /** Takes jobs that are due, the longest waiting first: they are the caller's for the time of {@code claim}. */
    public Uni<List<ImportJob>> take(Tx tx, int limit, Duration claim) {
        return tx.session()
                .createNativeQuery(
                        "UPDATE import_job SET attempts = attempts + 1, due_at = " + IN_SECONDS
                                + "WHERE lease IN (SELECT lease FROM import_job WHERE due_at <= now()"
                                + " ORDER BY due_at LIMIT ?2 FOR UPDATE SKIP LOCKED)"
                                + " RETURNING lease, image_id, attempts, token",
                        ImportJobRow.class)
                .setParameter(1, claim.toMillis() / 1000.0)
                .setParameter(2, limit)
                .getResultList()
                .map(rows -> rows.stream().map(ImportJobRow::toJob).toList());
    }

    /**
     * Moves the time at which another may take the job: later while it is worked at, or when it is to be tried again.
     *
     * @return false where another has taken it
     */
    public Uni<Boolean> postpone(Tx tx, ImportJob job, Duration time) {
        return tx.session()
                .createNativeQuery(
                        "UPDATE import_job SET due_at = " + IN_SECONDS + "WHERE lease = ?2 AND attempts = ?3")
                .setParameter(1, time.toMillis() / 1000.0)
                .setParameter(2, job.lease())
                .setParameter(3, job.attempt())
                .executeUpdate()
                .map(updated -> updated == 1);
    }

    /** Whether somebody still has to do it. */
    public Uni<Boolean> isOpen(Tx tx, UUID lease) {
        return tx.session().get(ImportJobRow.class, lease).map(Objects::nonNull);
    }

    /**
     * Forgets a job that is over for who took it.
     *
     * @return false where another has taken it
     */
    public Uni<Boolean> remove(Tx tx, ImportJob job) {
        return tx.session()
                .createNativeQuery("DELETE FROM import_job WHERE lease = ?1 AND attempts = ?2")
                .setParameter(1, job.lease())
                .setParameter(2, job.attempt())
                .executeUpdate()
                .map(removed -> removed == 1);
    }

    /** Forgets a job that is over. */
    public Uni<Void> remove(Tx tx, UUID lease) {
        return tx.session()
                .createNativeQuery("DELETE FROM import_job WHERE lease = ?1")
                .setParameter(1, lease)
                .executeUpdate()
                .replaceWithVoid();
    }
}
