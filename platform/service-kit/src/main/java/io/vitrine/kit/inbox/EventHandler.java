/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.inbox;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.kit.tx.Tx;

/** What a service does about an event it hears. */
public interface EventHandler {

    /** The service's name; its parked events are found under it. */
    String consumer();

    /** Whether the event has an effect here at all; others are passed over without a transaction. */
    boolean concerns(VitrineEvent event);

    /**
     * The effect, in a transaction that also remembers the event's id. An error rolls both back; after some tries the
     * event is parked.
     */
    Uni<Void> handle(Tx tx, Envelope<VitrineEvent> event);
}
