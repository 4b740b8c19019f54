/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.contract.Actor;
import io.vitrine.contract.command.Copy;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.out.events.StorageFacts;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Removes data that is no longer wanted, of deleted images above all: first the bytes, then the row together with the
 * fact. Downloads that run keep their open file. An upload still running into the image loses its bytes here, and ends by
 * its lost lease.
 */
@ApplicationScoped
public class PurgeBlobs {

    private static final Logger LOG = Logger.getLogger(PurgeBlobs.class);

    private final Transactions transactions;
    private final BlobRepository blobs;
    private final RemoveBlob removing;
    private final StorageFacts facts;
    private final StorageConfig.Purge config;

    PurgeBlobs(
            Transactions transactions,
            BlobRepository blobs,
            RemoveBlob removing,
            StorageFacts facts,
            StorageConfig config) {
        this.transactions = transactions;
        this.blobs = blobs;
        this.removing = removing;
        this.facts = facts;
        this.config = config.purge();
    }

    /** Notes, in the transaction of the event that says so, that an image is deleted. */
    public Uni<Void> imageDeleted(Tx tx, UUID imageId, Actor actor, String eventId) {
        return blobs.purgeImage(tx, imageId, actor, eventId);
    }

    /** Notes, in the transaction of the event that says so, that an image no longer has some of its copies. */
    public Uni<Void> copiesRemoved(Tx tx, List<Copy> copies, String eventId) {
        return Multi.createFrom()
                .iterable(copies)
                .onItem()
                .transformToUniAndConcatenate(copy -> blobs.purge(tx, copy.blob(), "copy_removed", eventId))
                .onItem()
                .ignoreAsUni();
    }

    /** Notes, in the transaction of the event that says so, that an image's import or staging is over. */
    public Uni<Void> importOver(Tx tx, UUID imageId) {
        return blobs.recheckStaged(tx, imageId);
    }

    /** One round over what is due. What fails is logged and tried again later. */
    public Uni<Void> round() {
        return transactions
                .run(tx -> blobs.claimDue(tx, Blob.State.PURGING, config.batch(), config.retry()))
                .flatMap(due ->
                        StoreByStore.each(due, "The removal of data", blob -> removing.remove(blob, facts::purged)))
                .onFailure()
                .invoke(e -> LOG.warn("The purge failed, trying again", e))
                .onFailure()
                .recoverWithNull();
    }
}
