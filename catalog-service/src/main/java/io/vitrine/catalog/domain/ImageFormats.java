/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

/** The declared disk and container format; either may be null until data is uploaded. */
public record ImageFormats(String disk, String container) {

    /** Whether both are declared, as an upload demands. */
    public boolean areComplete() {
        return disk != null && container != null;
    }
}
