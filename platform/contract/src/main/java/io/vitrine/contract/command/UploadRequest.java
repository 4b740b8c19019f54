/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

/**
 * {@code POST /internal/images/{id}/uploads} and {@code …/stagings}: storage-service asks to fill, or to stage, an image on
 * behalf of a user.
 *
 * @param expectedSize bytes the user announced; null when unknown
 */
public record UploadRequest(Long expectedSize) {}
