/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * The result of an export, which others may share.
 *
 * @param id its key in storage
 * @param cacheKey what it was made of, and how
 * @param imageId an image that it was made of
 * @param virtualSize bytes of the disk in it; null where that was not looked at
 * @param usedAt when it was last asked for
 */
public record Artefact(
        UUID id, String cacheKey, UUID imageId, Digests digests, Long virtualSize, Instant createdAt, Instant usedAt) {

    /**
     * What is known of its bytes.
     *
     * @param size bytes
     * @param checksum MD5 in lower-case hex; null but for results that an earlier version made
     * @param hashAlgo name of the second digest's algorithm, as Glance calls it
     * @param hashValue the second digest in lower-case hex
     */
    public record Digests(long size, String checksum, String hashAlgo, String hashValue) {}
}
