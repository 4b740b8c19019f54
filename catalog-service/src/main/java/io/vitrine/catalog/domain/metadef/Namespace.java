/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.metadef;

import io.vitrine.catalog.domain.CatalogError;
import java.time.Instant;
import java.util.UUID;

/**
 * A set of metadata definitions under a name of its own.
 *
 * @param isPublic whether every project sees it
 * @param isProtected whether it and what it defines are kept from being deleted
 */
public record Namespace(
        UUID id,
        String name,
        About about,
        boolean isPublic,
        boolean isProtected,
        String owner,
        Instant createdAt,
        Instant updatedAt) {

    /** For people; either may be null. */
    public record About(String displayName, String description) {}

    /** The same namespace, described and perhaps named otherwise. */
    public Namespace describedBy(Namespace other) {
        return new Namespace(
                id,
                other.name,
                other.about,
                other.isPublic,
                other.isProtected,
                other.owner,
                createdAt,
                other.updatedAt);
    }

    /** Refuses to delete a protected namespace, or anything it defines. */
    public void requireUnprotected() {
        if (isProtected) {
            throw new CatalogError.Forbidden("The namespace " + name
                    + " is protected: neither it nor what it defines can be deleted. Set protected to false first.");
        }
    }

    /** No such namespace, as far as the caller may know. */
    public static CatalogError.NotFound notFound(String name) {
        return new CatalogError.NotFound("Metadata definition namespace=" + name + " was not found.");
    }
}
