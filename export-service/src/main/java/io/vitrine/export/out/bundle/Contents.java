/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.bundle;

import io.vitrine.contract.ImageSnapshot;
import io.vitrine.export.domain.ExportJob;
import java.time.Instant;

/**
 * What a bundle tells of.
 *
 * @param image the image's record
 * @param diskName the disk's file in the bundle
 * @param diskSize bytes of that file
 * @param virtualSize bytes of the disk in it; null where that is not known
 * @param tool what made it, with its version
 * @param time when it was made
 */
public record Contents(
        ExportJob job,
        ImageSnapshot image,
        String diskName,
        long diskSize,
        Long virtualSize,
        String tool,
        Instant time) {}
