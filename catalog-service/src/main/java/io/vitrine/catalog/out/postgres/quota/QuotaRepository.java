/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres.quota;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.quota.Limits;
import io.vitrine.catalog.domain.quota.Resource;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** What projects may use, and what they do use: that is counted from the images, so it cannot drift from them. */
@ApplicationScoped
public class QuotaRepository {

    // The number keeps these locks from others on the same text.
    private static final String LOCK =
            "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(?1, 6101))) AS locked";

    static final String USAGE = """
            SELECT count(*),
                   CAST(coalesce(sum(size * (SELECT count(*) FROM jsonb_object_keys(copies))), 0)
                     + coalesce(sum(upload_reserved) FILTER (WHERE status <> 'uploading'), 0) AS bigint),
                   CAST(coalesce(sum(CAST(staged ->> 'size' AS bigint)), 0)
                     + coalesce(sum(upload_reserved) FILTER (WHERE status = 'uploading'), 0) AS bigint),
                   count(*) FILTER (WHERE upload_lease IS NOT NULL)
            FROM image WHERE owner = ?1 AND id <> ?2""";

    /** What was decided for the project. */
    public Uni<Limits> limits(Tx tx, String project) {
        return tx.session().get(QuotaRow.class, project).map(row -> row == null ? Limits.NONE : row.toLimits());
    }

    /** Decides for the project, whose quota is locked. */
    public Uni<Void> save(Tx tx, String project, Limits limits) {
        return tx.session()
                .createNativeQuery("DELETE FROM quota WHERE project = ?1")
                .setParameter(1, project)
                .executeUpdate()
                .flatMap(deleted -> tx.session().insert(QuotaRow.of(project, limits)));
    }

    /** Makes those who use more of the project's quota follow one another until the transaction ends. */
    public Uni<Void> lock(Tx tx, String project) {
        return tx.session()
                .createNativeQuery(LOCK)
                .setParameter(1, project)
                .getSingleResult()
                .replaceWithVoid();
    }

    /** What the project uses and was promised, without what that image does. */
    public Uni<Map<Resource, Long>> usage(Tx tx, String project, UUID without) {
        return tx.session()
                .createNativeQuery(USAGE, Object[].class)
                .setParameter(1, project)
                .setParameter(2, without)
                .getSingleResult()
                .map(row -> Map.of(
                        Resource.IMAGE_COUNT_TOTAL, number(row[0]),
                        Resource.IMAGE_SIZE_TOTAL, number(row[1]),
                        Resource.IMAGE_STAGE_TOTAL, number(row[2]),
                        Resource.IMAGE_COUNT_UPLOADING, number(row[3])));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
