/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.List;
import java.util.UUID;

/**
 * {@code GET /internal/copies?marker=&limit=}: where the data of all projects' images lies.
 *
 * @param images those that have data or staged data, by id; fewer than the limit at the end
 */
public record CopiesPage(List<Entry> images) {

    public CopiesPage {
        images = List.copyOf(images);
    }

    /**
     * One image.
     *
     * @param image its id, the marker of the page that follows it
     * @param copies of its data and of its staged data
     */
    public record Entry(UUID image, List<Copy> copies) {

        public Entry {
            copies = List.copyOf(copies);
        }
    }
}
