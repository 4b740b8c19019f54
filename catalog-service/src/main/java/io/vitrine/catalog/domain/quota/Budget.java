/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.quota;

import io.vitrine.catalog.domain.CatalogError;
import java.util.Map;

/**
 * What a project uses and may use.
 *
 * @param used bytes and things, also those that are promised to work under way
 */
public record Budget(String project, Limits limits, Map<Resource, Long> used) {

    /** What of a resource is used. */
    public long used(Resource resource) {
        return used.getOrDefault(resource, 0L);
    }

    /** How much more of a resource may be used; none where it is used up, or over. */
    public long room(Resource resource) {
        long limit = limits.of(resource);
        return limit == Limits.UNLIMITED ? Long.MAX_VALUE : Math.max(0, limit * resource.unit() - used(resource));
    }

    /** Refuses to use that much more of a resource. */
    public void requireRoom(Resource resource, long more) {
        if (more > room(resource)) {
            String unit = resource.unit() == 1 ? "" : " MiB";
            throw new CatalogError.QuotaExceeded("The quota " + resource.wireName() + " of the project " + project
                    + " is "
                    + limits.of(resource) + unit + ", of which " + Math.ceilDiv(used(resource), resource.unit()) + unit
                    + " are used or promised; there is no room for " + Math.ceilDiv(more, resource.unit()) + unit
                    + " more. Delete images, or ask an admin for more.");
        }
    }
}
