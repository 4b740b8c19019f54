/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An image record at one moment, with the names and meanings of the Image API's image (sizes in bytes, min_disk in
 * GiB, min_ram in MiB). Absent values are null. Where the data lies is not part of it.
 */
public record ImageSnapshot(
        UUID id,
        String name,
        String status,
        String visibility,
        boolean isProtected,
        boolean osHidden,
        String owner,
        String diskFormat,
        String containerFormat,
        Long size,
        Long virtualSize,
        String checksum,
        String osHashAlgo,
        String osHashValue,
        int minDisk,
        int minRam,
        List<String> tags,
        Map<String, String> properties,
        Instant createdAt,
        Instant updatedAt) {}
