/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Locale;
import java.util.Optional;

/** Who can see an image besides its owner. */
public enum Visibility {
    /** Nobody. */
    PRIVATE,
    /** The projects it is shared with; the default. */
    SHARED,
    /** Everyone who knows it; it stays out of their default lists. */
    COMMUNITY,
    /** Everyone, in every list. */
    PUBLIC;

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name, exactly as written there; empty for anything else. */
    public static Optional<Visibility> of(String wireName) {
        for (Visibility candidate : values()) {
            if (candidate.wireName().equals(wireName)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Whether every project may see such an image. */
    public boolean isOpen() {
        return this == COMMUNITY || this == PUBLIC;
    }
}
