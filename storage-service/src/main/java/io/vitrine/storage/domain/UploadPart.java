/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

/**
 * What a request that brings a part of an upload says about it.
 *
 * @param offset of its first byte in the upload
 * @param bytes that it has; null when not said
 * @param length bytes of the whole upload; null when not said
 * @param checksum of this part; null when not said
 */
public record UploadPart(long offset, Long bytes, Long length, UploadChecksum checksum) {}
