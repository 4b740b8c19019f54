/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.UUID;

/**
 * {@code GET /internal/copies/{store}/{blob}}: whose data, or staged data, a copy is.
 *
 * @param image id of the image
 */
public record ImageOfCopy(UUID image) {}
