/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.quota;

import java.util.Locale;

/** What a project uses and may be limited in, by the names of the Image API. */
public enum Resource {
    /** Data of images, each copy counted; limits are in MiB. */
    IMAGE_SIZE_TOTAL(1 << 20),
    /** Data that waits for its import; limits are in MiB. */
    IMAGE_STAGE_TOTAL(1 << 20),
    /** Images. */
    IMAGE_COUNT_TOTAL(1),
    /** Images that data is being brought to. */
    IMAGE_COUNT_UPLOADING(1);

    private final long unit;

    Resource(long unit) {
        this.unit = unit;
    }

    /** How much one of a limit's units is: bytes, or things. */
    public long unit() {
        return unit;
    }

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
