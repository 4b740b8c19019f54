/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.events;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.CatalogEvent.Deactivated;
import io.vitrine.contract.CatalogEvent.Deprecated;
import io.vitrine.contract.CatalogEvent.ImageDeleted;
import io.vitrine.contract.CatalogEvent.ImageUploaded;
import io.vitrine.contract.CatalogEvent.Reactivated;
import io.vitrine.contract.CatalogEvent.Undeprecated;
import io.vitrine.contract.CatalogEvent.VisibilityChanged;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.export.app.HearCatalog;
import io.vitrine.kit.inbox.EventHandler;
import io.vitrine.kit.inbox.Inbox;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what the catalog states of images that may have been exported. */
@ApplicationScoped
class CatalogEventsConsumer implements EventHandler {

    private static final Set<Class<? extends VitrineEvent>> CONCERNS = Set.of(
            ImageDeleted.class,
            Deprecated.class,
            Undeprecated.class,
            Deactivated.class,
            Reactivated.class,
            ImageUploaded.class,
            VisibilityChanged.class);

    private final Inbox inbox;
    private final HearCatalog hearing;

    CatalogEventsConsumer(Inbox inbox, HearCatalog hearing) {
        this.inbox = inbox;
        this.hearing = hearing;
    }

    @Incoming("catalog")
    Uni<Void> hear(ConsumerRecords<String, byte[]> batch) {
        return inbox.receive(batch, this);
    }

    @Override
    public String consumer() {
        return "export";
    }

    @Override
    public Set<Class<? extends VitrineEvent>> concerns() {
        return CONCERNS;
    }

    @Override
    public Uni<Void> handle(Tx tx, Envelope<VitrineEvent> event) {
        return switch (event.event()) {
            case ImageDeleted deleted -> hearing.deleted(tx, event.imageId());
            case Deprecated deprecated -> hearing.deprecated(tx, event.imageId(), event.time());
            case Deactivated deactivated -> deactivated(tx, event, deactivated);
            default -> hearing.changed(tx, event.imageId());
        };
    }

    private Uni<Void> deactivated(Tx tx, Envelope<VitrineEvent> event, Deactivated deactivated) {
        return deactivated.freeze() == null
                ? hearing.deactivated(tx, event.imageId(), event.time())
                : Uni.createFrom().voidItem();
    }
}
