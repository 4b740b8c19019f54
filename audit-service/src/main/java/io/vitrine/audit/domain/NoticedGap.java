/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A gap on record.
 *
 * @param healedAt when the last of the missing facts came in after all; empty while one is still missing
 */
public record NoticedGap(long id, SequenceGap gap, Instant noticedAt, Optional<Instant> healedAt) {}
