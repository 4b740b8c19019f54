/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.UUID;

/**
 * {@code POST /internal/uploads/{lease}/complete}: the data lies durably in a store.
 *
 * @param size bytes
 * @param checksum MD5 in lower-case hex
 * @param osHashAlgo algorithm of {@code osHashValue}, as the Image API names it
 * @param virtualSize bytes of the disk inside; null when not known
 * @param store name of the store
 * @param blob key in the store
 */
public record UploadResult(
        long size, String checksum, String osHashAlgo, String osHashValue, Long virtualSize, String store, UUID blob) {}
