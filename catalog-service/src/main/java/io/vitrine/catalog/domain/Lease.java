/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.time.Instant;
import java.util.UUID;

/** The exclusive right to bring an image's data, until it expires unless renewed. */
public record Lease(UUID id, Instant expiresAt) {

    /** Whether the holder was not heard of for too long. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
