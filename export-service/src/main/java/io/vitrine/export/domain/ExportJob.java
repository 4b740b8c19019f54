/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * An export: what was asked for, and what became of it.
 *
 * @param attempt how often it was begun
 * @param reason why it has no result, or why it waits; null where there is nothing to say
 * @param artefact id of the result; null while there is none
 * @param cached whether the result had been made for an earlier export
 * @param endedAt when its state became final; null before
 */
public record ExportJob(
        UUID id,
        Requested requested,
        Source source,
        Recipe recipe,
        JobState state,
        Progress progress,
        int attempt,
        String reason,
        UUID artefact,
        boolean cached,
        Instant createdAt,
        Instant updatedAt,
        Instant endedAt) {

    /** Under what its result is kept. */
    public String cacheKey() {
        return recipe.cacheKey(source);
    }

    /** Whether the same was asked for. */
    public boolean isFor(UUID image, Recipe another) {
        return source.imageId().equals(image) && recipe.equals(another);
    }
}
