/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.outbox;

import io.vitrine.contract.Actor;
import io.vitrine.contract.VitrineEvent;
import java.util.UUID;

/**
 * A fact to be said.
 *
 * @param imageId the image it is about
 * @param ownerProject the image's owner
 * @param actor who caused it
 * @param causationId id of the event that led to it; null where a request did
 * @param event the fact
 */
public record Draft(UUID imageId, String ownerProject, Actor actor, String causationId, VitrineEvent event) {

    /** A fact that a request caused. */
    public Draft(UUID imageId, String ownerProject, Actor actor, VitrineEvent event) {
        this(imageId, ownerProject, actor, null, event);
    }
}
