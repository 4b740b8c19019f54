/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import io.vitrine.diskformat.Inspection;

/** What is known of a body once all of it was seen. */
public record TakenIn(Digests digests, Inspection inspection) {

    private static final String NO_CONTAINER = "bare";

    /**
     * Bytes of the disk that a guest sees; null where the image does not say, and in a container, whose own size says
     * nothing about the disk in it.
     */
    public Long virtualSize(String containerFormat) {
        return NO_CONTAINER.equals(containerFormat) ? inspection.virtualSize() : null;
    }
}
