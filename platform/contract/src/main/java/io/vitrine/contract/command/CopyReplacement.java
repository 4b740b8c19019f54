/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.UUID;

/**
 * {@code PUT /internal/images/{id}/copies/{store}}: the copy in that store was damaged, and a new one of the same bytes lies
 * beside it.
 *
 * @param blob key of the new copy
 * @param replaces key of the copy that it takes the place of
 */
public record CopyReplacement(UUID blob, UUID replaces) {}
