/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import io.vitrine.contract.Actor;
import java.util.UUID;

/**
 * By whom an export was asked for.
 *
 * @param project id of the project that the export belongs to
 * @param rule id of the rule that asked; null where a user did
 * @param idempotencyKey the request's own name, by which its repetition is known; null without one
 */
public record Requested(String project, Actor actor, UUID rule, String idempotencyKey) {}
