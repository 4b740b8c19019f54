/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Set;

/** What the operator allows an image to be. */
public record CatalogRules(
        Set<String> diskFormats, Set<String> containerFormats, int maxProperties, int maxTags, int maxMembers) {

    /** Refuses more members than allowed. */
    public void checkMembers(int count) {
        check("members", maxMembers, count, 0);
    }

    /** Refuses more tags or properties than allowed, unless there are no more than before. */
    void check(ImageDetails before, ImageDetails after) {
        check("tags", maxTags, after.tags().size(), before.tags().size());
        check(
                "properties",
                maxProperties,
                after.properties().size(),
                before.properties().size());
    }

    private static void check(String what, int limit, int count, int before) {
        if (count > limit && count > before) {
            throw new CatalogError.LimitExceeded(what, limit, count);
        }
    }
}
