/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.List;

/**
 * {@code POST /internal/uploads/{lease}/complete}: the data lies durably in its stores.
 *
 * @param size bytes
 * @param checksum MD5 in lower-case hex
 * @param osHashAlgo algorithm of {@code osHashValue}, as the Image API names it
 * @param virtualSize bytes of the disk inside; null when not known
 * @param copies where it lies, at least one, each in another store
 */
public record UploadResult(
        long size, String checksum, String osHashAlgo, String osHashValue, Long virtualSize, List<Copy> copies) {}
