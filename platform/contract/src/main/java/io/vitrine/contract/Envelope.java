/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * A fact with all that is known around it: the attributes of its CloudEvent.
 *
 * @param id unique together with {@code source}; a consumer recognises a repeated event by it
 * @param source who says it: {@code /vitrine/catalog}, {@code /vitrine/storage}
 * @param time when the fact was recorded
 * @param imageId the image it is about: subject, record key and partition key
 * @param sequence place of this fact among the image's facts in its topic: 1, 2, 3 … without gaps
 * @param ownerProject project that owns the image
 * @param actor who caused it
 * @param causationId id of the event that led to this one; null where a request did
 * @param event the fact
 */
public record Envelope<E extends VitrineEvent>(
        String id,
        String source,
        Instant time,
        UUID imageId,
        long sequence,
        String ownerProject,
        Actor actor,
        String causationId,
        E event) {}
