/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Set;

/**
 * Which versions of an image somebody means to change.
 *
 * @param versions as {@link Image#version} gives them
 * @param any whether every version is meant
 */
public record Precondition(Set<String> versions, boolean any) {

    /** Whatever the image is like. */
    public static final Precondition NONE = new Precondition(Set.of(), true);

    /** Whether the image is at one of these versions. */
    public boolean holds(Image image) {
        return any || versions.contains(image.version());
    }

    /** Refuses an image that changed since. */
    public void require(Image image) {
        if (!holds(image)) {
            throw new CatalogError.Changed("Image " + image.id()
                    + " is not at the version that If-Match names: it was changed since. Read it again.");
        }
    }
}
