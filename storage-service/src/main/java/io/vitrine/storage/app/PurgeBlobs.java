/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.Actor;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.out.events.StorageFacts;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Removes the data of deleted images: first the bytes, then the row together with the fact. Downloads that run keep
 * their open file. An upload still running into the image loses its bytes here, and ends by its lost lease.
 */
@ApplicationScoped
public class PurgeBlobs {

    private static final Logger LOG = Logger.getLogger(PurgeBlobs.class);

    private final Transactions transactions;
    private final BlobRepository blobs;
    private final Stores stores;
    private final StorageFacts facts;
    private final Blocking blocking;
    private final StorageConfig.Purge config;

    PurgeBlobs(
            Transactions transactions,
            BlobRepository blobs,
            Stores stores,
            StorageFacts facts,
            Blocking blocking,
            StorageConfig config) {
        this.transactions = transactions;
        this.blobs = blobs;
        this.stores = stores;
        this.facts = facts;
        this.blocking = blocking;
        this.config = config.purge();
    }

    /** Notes, in the transaction of the event that says so, that an image is deleted. */
    public Uni<Void> imageDeleted(Tx tx, UUID imageId, Actor actor, String eventId) {
        return blobs.purge(tx, imageId, actor, eventId);
    }

    /** One round over what is due. What fails is logged and tried again later. */
    public Uni<Void> round() {
        return transactions
                .run(tx -> blobs.claimDue(tx, Blob.State.PURGING, config.batch(), config.retry()))
                .flatMap(due -> StoreByStore.each(due, "The removal of a deleted image's data", this::purge))
                .onFailure()
                .invoke(e -> LOG.warn("The purge of deleted images' data failed, trying again", e))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> purge(Blob blob) {
        return blocking.run(() -> stores.get(blob.store()).delete(blob.key()))
                .chain(() -> transactions.run(tx -> blobs.remove(tx, blob.key())
                        .flatMap(removed -> removed.filter(b -> b.digests() != null)
                                .map(b -> facts.purged(tx, b))
                                .orElseGet(() -> Uni.createFrom().voidItem()))));
    }
}
