/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.contract.command.UploadOutcome.Outcome;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.Requester;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.TakenIn;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Fills an image with the bytes a user sends. Whatever goes wrong on the way, the image is {@code queued} again and nothing
 * is left in the store; what cannot be cleaned up at once is left to {@link Reconcile}, which finds the blob's row.
 */
@ApplicationScoped
public class ReceiveUpload {

    private static final Logger LOG = Logger.getLogger(ReceiveUpload.class);

    private final CatalogClient catalog;
    private final Transactions transactions;
    private final BlobRepository blobs;
    private final Stores stores;
    private final StoreBody storing;
    private final EndUpload ending;

    ReceiveUpload(
            CatalogClient catalog,
            Transactions transactions,
            BlobRepository blobs,
            Stores stores,
            StoreBody storing,
            EndUpload ending) {
        this.catalog = catalog;
        this.transactions = transactions;
        this.blobs = blobs;
        this.stores = stores;
        this.storing = storing;
        this.ending = ending;
    }

    /**
     * Receives the whole body.
     *
     * @param announced bytes the user said would come; null when not said
     * @param storeName the store the user wants it in; null for the default one
     * @return done when the image is active; fails with a {@link StorageError}, or with what the store or the database
     *     failed with
     */
    public Uni<Void> receive(UUID imageId, Long announced, String storeName, Requester user, Body body) {
        String store = stores.forWriting(storeName).name();
        return catalog.openUpload(imageId, announced, user).flatMap(lease -> {
            Blob blob = blob(lease, store, user);
            return fill(lease, blob, announced, body).onFailure().recoverWithUni(e -> giveUp(blob, e));
        });
    }

    private static Blob blob(UploadLease lease, String store, Requester user) {
        return new Blob(
                lease.lease(),
                lease.imageId(),
                lease.ownerProject(),
                store,
                null,
                user.caller().actor(),
                null);
    }

    private Uni<Void> fill(UploadLease lease, Blob blob, Long announced, Body body) {
        Duration time = Duration.ofSeconds(lease.leaseSeconds());
        return transactions
                .run(tx -> blobs.begin(tx, blob, time))
                .chain(() -> storing.store(stores.get(blob.store()), lease, announced, body))
                .call(taken -> transactions.run(tx -> blobs.written(tx, lease.lease(), taken.digests())))
                .chain(taken -> catalog.complete(lease.lease(), result(lease, blob, taken), time))
                .call(() -> ending.keep(lease.lease()).onFailure().recoverWithUni(e -> later(lease.lease(), e)));
    }

    private static UploadResult result(UploadLease lease, Blob blob, TakenIn taken) {
        Digests digests = taken.digests();
        return new UploadResult(
                digests.size(),
                digests.md5(),
                Digests.ALGORITHM,
                digests.sha512(),
                taken.virtualSize(lease.containerFormat()),
                List.of(new Copy(blob.store(), blob.key())));
    }

    /** Fails with the failure, unless the catalog knows better: its answer to a completion may have been lost. */
    private Uni<Void> giveUp(Blob blob, Throwable failure) {
        String reason = failure instanceof StorageError known ? known.getMessage() : "The data could not be stored.";
        LOG.infof("An upload failed blob=%s: %s", blob.key(), failure);
        return ending.resolve(blob, reason)
                .onFailure()
                .recoverWithUni(e -> later(blob.key(), e).replaceWith(Outcome.aborted))
                .flatMap(outcome -> switch (outcome) {
                    case aborted -> Uni.createFrom().failure(failure);
                    case completed -> Uni.createFrom().voidItem();
                });
    }

    private static Uni<Void> later(UUID lease, Throwable e) {
        LOG.warnf(e, "An upload's end is left to the reconciler blob=%s", lease);
        return Uni.createFrom().voidItem();
    }
}
