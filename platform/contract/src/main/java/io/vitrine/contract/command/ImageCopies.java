/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.List;

/**
 * {@code GET /internal/images/{id}/copies}: all that the catalog knows of where an image's data lies.
 *
 * @param copies of the image's data; none while it has none
 * @param staged copies of the data that waits for its import; none where nothing waits
 */
public record ImageCopies(List<Copy> copies, List<Copy> staged) {

    /** Of an image that is not there. */
    public static final ImageCopies NONE = new ImageCopies(List.of(), List.of());

    public ImageCopies {
        copies = List.copyOf(copies);
        staged = List.copyOf(staged);
    }
}
