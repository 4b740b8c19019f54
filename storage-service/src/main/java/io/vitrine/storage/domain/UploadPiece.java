/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.util.UUID;

/**
 * A part of an upload's bytes that is an object in a store.
 *
 * @param key in the store
 * @param upload id of the upload
 * @param start offset of its first byte in the upload
 * @param size bytes; null while it is written
 */
public record UploadPiece(UUID key, UUID upload, String store, long start, Long size) {}
