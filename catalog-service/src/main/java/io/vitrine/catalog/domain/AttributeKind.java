/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Set;

/** What may be done to a top-level attribute of an image, told by its name. */
enum AttributeKind {
    /** A fixed field that callers may set. */
    BASE,
    /** A fixed field that only the service sets. */
    READ_ONLY,
    /** A name kept for the service's own use. */
    RESERVED,
    /** Everything else: a custom property. */
    PROPERTY;

    private static final Set<String> BASE_NAMES = Set.of(
            "name",
            "visibility",
            "protected",
            "os_hidden",
            "owner",
            "disk_format",
            "container_format",
            "min_disk",
            "min_ram",
            "tags");
    private static final Set<String> READ_ONLY_NAMES = Set.of(
            "id",
            "status",
            "checksum",
            "os_hash_algo",
            "os_hash_value",
            "size",
            "virtual_size",
            "created_at",
            "updated_at",
            "self",
            "file",
            "schema",
            "direct_url",
            "stores");
    private static final Set<String> RESERVED_NAMES = Set.of("location", "locations", "deleted", "deleted_at");
    private static final String RESERVED_PREFIX = "os_glance";

    static AttributeKind of(String name) {
        if (BASE_NAMES.contains(name)) {
            return BASE;
        }
        if (READ_ONLY_NAMES.contains(name)) {
            return READ_ONLY;
        }
        return RESERVED_NAMES.contains(name) || name.startsWith(RESERVED_PREFIX) ? RESERVED : PROPERTY;
    }

    /** Refuses to touch what only the service may. */
    static void requireWritable(String name) {
        switch (of(name)) {
            case READ_ONLY -> throw new CatalogError.Forbidden("Attribute '" + name + "' is read-only.");
            case RESERVED -> throw new CatalogError.Forbidden("Attribute '" + name + "' is reserved.");
            case BASE, PROPERTY -> {}
        }
    }
}
