/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

/**
 * What an image's data is said to be, as the Image API names it.
 *
 * @param disk null where nobody says
 * @param container null where nobody says
 */
public record Formats(String disk, String container) {

    /** These, and the others where these say nothing. */
    public Formats or(Formats others) {
        return new Formats(disk == null ? others.disk : disk, container == null ? others.container : container);
    }
}
