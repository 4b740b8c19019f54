/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Locale;
import java.util.Set;

/** Where an image stands in its life, and where it may go from there. Deletion ends every status and leaves no record. */
public enum ImageStatus {
    /** Known, but without data. */
    QUEUED,
    /** Somebody holds the lease to upload its data. */
    SAVING,
    /** Its data is being staged, or is staged and waits for its import. */
    UPLOADING,
    /** Its data is on its way to the stores. */
    IMPORTING,
    /** Its data is complete and will never change. */
    ACTIVE,
    /** Complete, but its data is withheld from everyone but admins. */
    DEACTIVATED;

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name. */
    public static ImageStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    boolean mayBecome(ImageStatus next) {
        return nexts().contains(next);
    }

    private Set<ImageStatus> nexts() {
        return switch (this) {
            case QUEUED -> Set.of(SAVING, UPLOADING, IMPORTING);
            case SAVING, IMPORTING -> Set.of(ACTIVE, QUEUED);
            case UPLOADING -> Set.of(IMPORTING, QUEUED);
            case ACTIVE -> Set.of(DEACTIVATED);
            case DEACTIVATED -> Set.of(ACTIVE);
        };
    }

    /** Whether the image has data, be it withheld. */
    public boolean hasData() {
        return this == ACTIVE || this == DEACTIVATED;
    }
}
