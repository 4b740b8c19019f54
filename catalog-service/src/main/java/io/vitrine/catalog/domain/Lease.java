/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import io.vitrine.contract.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The exclusive right to bring an image's data, until it expires unless renewed.
 *
 * @param holder who uploads, stages or imports, to be named in the facts that come of it
 * @param reserved bytes of the project's quota that are kept for the data; 0 where it is not known how much comes
 */
public record Lease(UUID id, Instant expiresAt, Actor holder, long reserved) {

    private static final Duration LONGEST = Duration.ofDays(31);

    /**
     * Time that a lease is to last.
     *
     * @param asked seconds; null for the usual time
     * @throws CatalogError.Invalid for no time, or more than a month
     */
    public static Duration time(Long asked, Duration usual) {
        if (asked == null) {
            return usual;
        }
        if (asked < 1 || asked > LONGEST.toSeconds()) {
            throw new CatalogError.Invalid(
                    "A lease lasts 1 to " + LONGEST.toSeconds() + " seconds, not " + asked + ".");
        }
        return Duration.ofSeconds(asked);
    }

    /** The same right for longer. */
    Lease until(Instant newExpiry) {
        return new Lease(id, newExpiry, holder, reserved);
    }

    /** The same right when the data is there, and counts itself. */
    Lease settled() {
        return new Lease(id, expiresAt, holder, 0);
    }
}
