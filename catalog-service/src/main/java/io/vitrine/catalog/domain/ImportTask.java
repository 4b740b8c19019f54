/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import io.vitrine.contract.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * The record of one import, which outlives it for a while.
 *
 * @param id also the id of the lease under which the work is done
 * @param actor who asked for it
 * @param message how far it is, or why it failed or waits to be tried again; empty at first
 * @param expiresAt when it is forgotten; null until it has ended
 */
public record ImportTask(
        UUID id,
        UUID imageId,
        ImportPlan plan,
        Actor actor,
        Status status,
        String message,
        Instant createdAt,
        Instant updatedAt,
        Instant expiresAt)
        implements Task {

    private static final long MEBIBYTE = 1 << 20;

    /** A task just ordered. */
    public static ImportTask ordered(UUID imageId, ImportPlan plan, Lease lease, Instant now) {
        return new ImportTask(lease.id(), imageId, plan, lease.holder(), Status.PENDING, "", now, now, null);
    }

    /** Work was done on it. */
    public ImportTask progressed(long bytes, Instant now) {
        if (bytes < 0) {
            throw new CatalogError.Invalid("An import cannot have done " + bytes + " bytes.");
        }
        return to(Status.PROCESSING, plan, "Copied " + bytes / MEBIBYTE + " MiB", now, null);
    }

    /** An attempt at it came to nothing, and it waits for another one. */
    public ImportTask postponed(String reason, Instant now) {
        return to(Status.PENDING, plan, "To be tried again: " + reason, now, null);
    }

    /** It is done. */
    public ImportTask succeeded(Instant now, Instant forgottenAt) {
        return to(Status.SUCCESS, plan.over(), message, now, forgottenAt);
    }

    /** It came to nothing. */
    public ImportTask failed(String reason, Instant now, Instant forgottenAt) {
        return to(Status.FAILURE, plan.over(), reason, now, forgottenAt);
    }

    @Override
    public Type type() {
        return Type.API_IMAGE_IMPORT;
    }

    private ImportTask to(Status next, ImportPlan newPlan, String newMessage, Instant now, Instant forgottenAt) {
        return new ImportTask(id, imageId, newPlan, actor, next, newMessage, createdAt, now, forgottenAt);
    }
}
