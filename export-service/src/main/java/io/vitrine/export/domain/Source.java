/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import java.util.UUID;

/**
 * An image to export, as it was when that was asked for. Its data never changes, so neither does this.
 *
 * @param owner id of the project that owns it
 * @param name null where it has none
 * @param size bytes of its data
 * @param checksum MD5 in lower-case hex
 * @param hashAlgo name of the second digest's algorithm, as Glance calls it
 * @param hashValue the second digest in lower-case hex
 * @param version of its record; null where that does not matter
 */
public record Source(
        UUID imageId,
        String owner,
        String name,
        long size,
        String checksum,
        String hashAlgo,
        String hashValue,
        String diskFormat,
        String containerFormat,
        String version) {

    /** The same, with that version of its record. */
    public Source withVersion(String changed) {
        return new Source(
                imageId, owner, name, size, checksum, hashAlgo, hashValue, diskFormat, containerFormat, changed);
    }
}
