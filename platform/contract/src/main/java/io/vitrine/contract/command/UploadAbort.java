/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

/**
 * {@code POST /internal/uploads/{lease}/abort}: an upload, staging or import came to nothing.
 *
 * @param reason readable by the image's owner
 */
public record UploadAbort(String reason) {}
