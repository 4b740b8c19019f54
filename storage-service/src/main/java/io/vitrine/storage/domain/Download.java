/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * Bytes that a caller may have.
 *
 * @param imageId the image
 * @param ownerProject project that owns it
 * @param checksum MD5 of the whole image in lower-case hex
 * @param range the part that was asked for; empty for the whole image
 * @param object where the whole image lies
 */
public record Download(
        UUID imageId, String ownerProject, String checksum, Optional<ByteRange> range, StoredObject object) {

    /** First byte to send. */
    public long offset() {
        return range.map(ByteRange::first).orElse(0L);
    }

    /** Bytes to send. */
    public long length() {
        return range.map(ByteRange::length).orElse(object.size());
    }
}
