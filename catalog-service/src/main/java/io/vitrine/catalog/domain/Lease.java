/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import io.vitrine.contract.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * The exclusive right to bring an image's data, until it expires unless renewed.
 *
 * @param holder who uploads, stages or imports, to be named in the facts that come of it
 */
public record Lease(UUID id, Instant expiresAt, Actor holder) {

    /** The same right for longer. */
    Lease until(Instant newExpiry) {
        return new Lease(id, newExpiry, holder);
    }
}
