/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.util.Optional;

/**
 * What is wrong with a stored copy.
 *
 * @param reason missing or different
 * @param found digest of what lies in its place, in lower-case hex, by the algorithm that the copy is known by; null where nothing does
 */
public record Damage(String reason, String found) {

    /** Nothing lies where the copy should. */
    public static final Damage MISSING = new Damage("missing", null);

    /** What is wrong with bytes that should be {@code expected}; empty where nothing is. */
    public static Optional<Damage> between(Digests expected, Digests found) {
        return expected.equals(found) ? Optional.empty() : Optional.of(new Damage("different", found.hash()));
    }
}
