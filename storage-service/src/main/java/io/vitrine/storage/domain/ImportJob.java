/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.util.UUID;

/**
 * An import that somebody has to do.
 *
 * @param lease id of the catalog's lease, and of the task that the user sees
 * @param attempt how often it was begun, this time included; tells one taker from the next
 */
public record ImportJob(UUID lease, UUID imageId, int attempt) {}
