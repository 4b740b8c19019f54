/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.ImageId;
import java.util.UUID;

/** Ids in paths: what cannot be one is simply not found. */
final class PathIds {

    private PathIds() {}

    static UUID lease(String segment) {
        return ImageId.parse(segment)
                .orElseThrow(() -> new CatalogError.NotFound("There is no upload " + segment + "."));
    }

    static UUID blob(String segment) {
        return ImageId.parse(segment).orElseThrow(() -> new CatalogError.NotFound("There is no copy " + segment + "."));
    }

    static UUID freeze(String segment) {
        return ImageId.parse(segment)
                .orElseThrow(() -> new CatalogError.NotFound("There is no freeze " + segment + "."));
    }

    static UUID task(String segment) {
        return ImageId.parse(segment)
                .orElseThrow(() -> new CatalogError.NotFound("Task not found with ID " + segment + "."));
    }

    static String member(String segment) {
        if (segment.codePoints().anyMatch(Character::isISOControl)) {
            throw new CatalogError.NotFound("The resource could not be found.");
        }
        return segment;
    }

    static UUID image(String segment) {
        return ImageId.parse(segment).orElseThrow(() -> CatalogError.NotFound.image(segment));
    }
}
