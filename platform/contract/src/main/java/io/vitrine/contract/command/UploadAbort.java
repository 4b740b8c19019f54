/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

/**
 * {@code POST /internal/uploads/{lease}/abort}.
 *
 * @param reason readable by the image's owner
 */
public record UploadAbort(String reason) {}
