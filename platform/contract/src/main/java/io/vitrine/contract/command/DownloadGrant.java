/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.List;
import java.util.UUID;

/**
 * {@code GET /internal/images/{id}/data}: the caller may read the image's data, which is here, each copy as good as the other.
 *
 * @param checksum MD5 in lower-case hex; null for data that is no image's
 */
public record DownloadGrant(
        UUID imageId,
        String ownerProject,
        String name,
        long size,
        String checksum,
        String osHashAlgo,
        String osHashValue,
        String diskFormat,
        String containerFormat,
        List<Copy> copies) {}
