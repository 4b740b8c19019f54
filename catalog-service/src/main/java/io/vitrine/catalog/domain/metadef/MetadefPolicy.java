/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.metadef;

import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.kit.identity.Caller;

/** Who may do what with metadata definitions: readers read what is public or their project's, admins do everything. */
public final class MetadefPolicy {

    private MetadefPolicy() {}

    /** Refuses callers without a role that may read. */
    public static void requireRead(Caller caller) {
        boolean reads =
                caller.isAdmin() || caller.hasRole("reader") || caller.hasRole("member") || caller.hasRole("manager");
        if (!reads) {
            throw new CatalogError.Forbidden("You are not authorized to read metadata definitions.");
        }
    }

    /** Refuses everyone but admins. */
    public static void requireWrite(Caller caller) {
        if (!caller.isAdmin()) {
            throw new CatalogError.Forbidden("Only admins may change metadata definitions.");
        }
    }

    /** Whether the caller may know of the namespace. */
    public static boolean maySee(Caller caller, Namespace namespace) {
        return caller.isAdmin() || namespace.isPublic() || namespace.owner().equals(caller.projectId());
    }
}
