/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

/**
 * A fact on record.
 *
 * @param position the place in the trail: 1, 2, 3 … in the order in which entries became visible, without holes, so a
 *     reader that has seen a position has missed nothing before it
 */
public record AuditEntry(long position, Fact fact) {}
