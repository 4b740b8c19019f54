/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

/**
 * One step of a patch.
 *
 * @param attribute the top-level attribute it is about
 * @param value decoded JSON; null for a removal
 */
public record PatchOperation(Kind kind, String attribute, Object value) {

    /** What to do. */
    public enum Kind {
        ADD,
        REPLACE,
        REMOVE
    }
}
