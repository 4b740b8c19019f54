/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.UUID;

/**
 * The right to fill or stage one image, which lasts until it is completed, aborted or not renewed in time. It, not the
 * user's token, is the authority for the rest of the upload.
 *
 * @param lease id of the lease, and key of the data in the store
 * @param leaseSeconds time to renew in
 * @param diskFormat null while a staged image has none
 * @param containerFormat null while a staged image has none
 * @param imageSizeCap most bytes an image may have
 * @param signature what the data has to be signed with; null where the image says nothing of one
 */
public record UploadLease(
        UUID lease,
        long leaseSeconds,
        UUID imageId,
        String ownerProject,
        String diskFormat,
        String containerFormat,
        long imageSizeCap,
        ImageSignature signature) {}
