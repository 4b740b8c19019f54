/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.List;
import java.util.Map;

/**
 * {@code POST /internal/uploads/{lease}/complete}: the data lies durably in its stores. What it means depends on the
 * lease: an upload's or import's image becomes active, a staging's data waits for its import, a copy-image's copies are
 * added to the image's.
 *
 * @param size bytes
 * @param checksum MD5 in lower-case hex
 * @param osHashAlgo algorithm of {@code osHashValue}, as the Image API names it
 * @param virtualSize bytes of the disk inside; null when not known
 * @param copies where it lies, at least one, each in another store; for copy-image only the new ones
 * @param failedStores names of the stores that an import could not bring the data to; null when there are none
 * @param properties custom properties that come with the data, from another region; null when there are none
 * @param diskFormat the format that the data was converted to, or that the image in another region has; null where it is
 *     what this one says
 * @param containerFormat what the image in another region has; null where it is what this one says
 */
public record UploadResult(
        long size,
        String checksum,
        String osHashAlgo,
        String osHashValue,
        Long virtualSize,
        List<Copy> copies,
        List<String> failedStores,
        Map<String, String> properties,
        String diskFormat,
        String containerFormat) {

    /** A result without failures or properties. */
    public UploadResult(
            long size, String checksum, String osHashAlgo, String osHashValue, Long virtualSize, List<Copy> copies) {
        this(size, checksum, osHashAlgo, osHashValue, virtualSize, copies, null, null, null, null);
    }
}
