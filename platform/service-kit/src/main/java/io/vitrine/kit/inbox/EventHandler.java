/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.inbox;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.kit.tx.Tx;
import java.util.Set;

/** What a service does about an event it hears. */
public interface EventHandler {

    /** The service's name; its parked events are found under it. */
    String consumer();

    /** The facts that have an effect here at all; others are passed over, unread where their type tells. */
    Set<Class<? extends VitrineEvent>> concerns();

    /**
     * The effect, in a transaction that also remembers the event's id. An error rolls both back; after some tries the
     * event is parked.
     */
    Uni<Void> handle(Tx tx, Envelope<VitrineEvent> event);
}
