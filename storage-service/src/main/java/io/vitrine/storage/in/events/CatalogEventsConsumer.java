/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.events;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.CatalogEvent.ImageDeleted;
import io.vitrine.contract.CatalogEvent.ImageImportFailed;
import io.vitrine.contract.CatalogEvent.ImageImportRequested;
import io.vitrine.contract.CatalogEvent.ImageUploadFailed;
import io.vitrine.contract.CatalogEvent.ImageUploaded;
import io.vitrine.contract.CatalogEvent.StoresChanged;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.contract.command.Copy;
import io.vitrine.kit.inbox.EventHandler;
import io.vitrine.kit.inbox.Inbox;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.app.KeepResumable;
import io.vitrine.storage.app.PurgeBlobs;
import io.vitrine.storage.app.TakeImports;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what the catalog states: an import is to be done, or data is no longer wanted. */
@ApplicationScoped
class CatalogEventsConsumer implements EventHandler {

    private static final Set<Class<? extends VitrineEvent>> CONCERNS = Set.of(
            ImageDeleted.class,
            StoresChanged.class,
            ImageImportRequested.class,
            ImageImportFailed.class,
            ImageUploadFailed.class,
            ImageUploaded.class);

    private final Inbox inbox;
    private final TakeImports imports;
    private final PurgeBlobs purge;
    private final KeepResumable resumable;

    CatalogEventsConsumer(Inbox inbox, TakeImports imports, PurgeBlobs purge, KeepResumable resumable) {
        this.inbox = inbox;
        this.imports = imports;
        this.purge = purge;
        this.resumable = resumable;
    }

    @Incoming("catalog")
    Uni<Void> hear(ConsumerRecords<String, byte[]> batch) {
        return inbox.receive(batch, this);
    }

    @Override
    public String consumer() {
        return "storage";
    }

    @Override
    public Set<Class<? extends VitrineEvent>> concerns() {
        return CONCERNS;
    }

    @Override
    public Uni<Void> handle(Tx tx, Envelope<VitrineEvent> event) {
        return switch (event.event()) {
            case ImageImportRequested requested -> imports.requested(tx, requested.task(), event.imageId());
            case StoresChanged changed -> purge.copiesRemoved(tx, removed(changed), event.id());
            case ImageDeleted deleted ->
                purge.imageDeleted(tx, event.imageId(), event.actor(), event.id())
                        .chain(() -> resumable.imageDeleted(tx, event.imageId()));
            default -> purge.importOver(tx, event.imageId());
        };
    }

    private static List<Copy> removed(StoresChanged changed) {
        return changed.before().stream()
                .filter(copy -> !changed.after().contains(copy))
                .toList();
    }
}
