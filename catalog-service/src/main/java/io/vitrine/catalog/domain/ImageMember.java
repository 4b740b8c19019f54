/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.time.Instant;
import java.util.UUID;

/** A project an image is shared with. */
public record ImageMember(UUID imageId, String projectId, MemberStatus status, Instant createdAt, Instant updatedAt) {

    /** A share just offered. */
    public static ImageMember offered(UUID imageId, String projectId, Instant now) {
        if (projectId.isBlank()) {
            throw new CatalogError.Invalid("Member can't be empty");
        }
        Text.line("Member '" + projectId + "'", projectId);
        return new ImageMember(imageId, projectId, MemberStatus.PENDING, now, now);
    }

    /** The same share with the project's answer. */
    public ImageMember answered(MemberStatus answer, Instant now) {
        return new ImageMember(imageId, projectId, answer, createdAt, now);
    }
}
