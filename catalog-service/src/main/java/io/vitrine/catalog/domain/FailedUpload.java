/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import io.vitrine.contract.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * The record of an upload or staging that came to nothing. One that succeeds has none: the image tells it.
 *
 * @param message why
 * @param createdAt when it ended
 */
public record FailedUpload(
        UUID id, UUID imageId, Type type, Actor actor, String message, Instant createdAt, Instant expiresAt)
        implements Task {

    /** What was done under the image's lease ends for that reason. */
    public static FailedUpload of(Image image, String reason, Instant now, Instant forgottenAt) {
        Lease lease = image.lease();
        Type type = image.status() == ImageStatus.UPLOADING ? Type.IMAGE_STAGING : Type.IMAGE_UPLOAD;
        return new FailedUpload(lease.id(), image.id(), type, lease.holder(), reason, now, forgottenAt);
    }

    @Override
    public Status status() {
        return Status.FAILURE;
    }

    @Override
    public Instant updatedAt() {
        return createdAt;
    }
}
