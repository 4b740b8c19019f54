/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.util.List;

/**
 * What a sender says about the body that it sends, and is held to.
 *
 * @param size bytes; null when not said
 * @param digests none when not said
 */
public record Announcement(Long size, List<DeclaredDigest> digests) {

    public Announcement {
        digests = List.copyOf(digests);
    }
}
