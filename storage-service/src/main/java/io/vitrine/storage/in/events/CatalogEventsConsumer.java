/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.events;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.CatalogEvent.ImageDeleted;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.kit.inbox.EventHandler;
import io.vitrine.kit.inbox.Inbox;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.app.PurgeBlobs;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what the catalog states: of a deleted image, the data goes too. */
@ApplicationScoped
class CatalogEventsConsumer implements EventHandler {

    private final Inbox inbox;
    private final PurgeBlobs purge;

    CatalogEventsConsumer(Inbox inbox, PurgeBlobs purge) {
        this.inbox = inbox;
        this.purge = purge;
    }

    @Incoming("catalog")
    Uni<Void> hear(ConsumerRecord<String, byte[]> message) {
        return inbox.receive(message, this);
    }

    @Override
    public String consumer() {
        return "storage";
    }

    @Override
    public boolean concerns(VitrineEvent event) {
        return event instanceof ImageDeleted;
    }

    @Override
    public Uni<Void> handle(Tx tx, Envelope<VitrineEvent> event) {
        return purge.imageDeleted(tx, event.imageId(), event.actor(), event.id());
    }
}
