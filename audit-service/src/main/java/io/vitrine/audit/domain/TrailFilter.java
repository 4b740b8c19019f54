/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which entries of the trail are asked for; an empty part asks for all.
 *
 * @param project the project that owned the image
 * @param actor the user who did it
 * @param type the fact's short name
 * @param from the earliest time of the fact, inclusive
 * @param to the end of the time range, exclusive
 */
public record TrailFilter(
        Optional<UUID> image,
        Optional<String> project,
        Optional<String> actor,
        Optional<String> type,
        Optional<Instant> from,
        Optional<Instant> to) {}
