/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.out.objects.ObjectStore;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Sets right what uploads left unfinished: those whose lease ran out are resolved, and partial objects that belong to
 * none are removed. A round does a bounded piece of work; replicas share it.
 */
@ApplicationScoped
public class Reconcile {

    private static final Logger LOG = Logger.getLogger(Reconcile.class);
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final String REASON = "The upload stopped without an end: storage-service or its connection died.";

    private final Transactions transactions;
    private final BlobRepository blobs;
    private final Stores stores;
    private final EndUpload ending;
    private final Blocking blocking;
    private final StorageConfig.Reconcile config;
    private final Clock clock = Clock.systemUTC();

    Reconcile(
            Transactions transactions,
            BlobRepository blobs,
            Stores stores,
            EndUpload ending,
            Blocking blocking,
            StorageConfig config) {
        this.transactions = transactions;
        this.blobs = blobs;
        this.stores = stores;
        this.ending = ending;
        this.blocking = blocking;
        this.config = config.reconcile();
    }

    /** One round. What fails is logged and left to a later one. */
    public Uni<Void> round() {
        return transactions
                .run(tx -> blobs.claimDue(tx, Blob.State.WRITING, config.batch(), CLAIM))
                .flatMap(this::resolveEach)
                .chain(this::removeOrphansEverywhere)
                .onFailure()
                .recoverWithUni(e -> logged(e, "The reconciler's round failed"));
    }

    private Uni<Void> resolveEach(List<Blob> unfinished) {
        return StoreByStore.each(
                unfinished,
                "The end of an unfinished upload",
                blob -> ending.resolve(blob, REASON)
                        .invoke(outcome -> LOG.infof(
                                "Ended an unfinished upload: %s imageId=%s blob=%s",
                                outcome, blob.imageId(), blob.key()))
                        .replaceWithVoid());
    }

    private Uni<Void> removeOrphansEverywhere() {
        return Multi.createFrom()
                .iterable(stores.all())
                .onItem()
                .transformToUniAndMerge(store -> removeOrphans(store)
                        .onFailure()
                        .recoverWithUni(e -> logged(e, "Cannot look for partial objects store=" + store.name())))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> removeOrphans(ObjectStore store) {
        return blocking.call(() -> store.partials(clock.instant().minus(config.orphanAge()), config.batch()))
                .flatMap(partials -> partials.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : transactions
                                .read(tx -> blobs.known(tx, partials))
                                .flatMap(known -> remove(
                                        store,
                                        partials.stream()
                                                .filter(key -> !known.contains(key))
                                                .toList())));
    }

    private Uni<Void> remove(ObjectStore store, List<UUID> orphans) {
        return blocking.run(() -> {
            for (UUID key : orphans) {
                LOG.infof("Removing a partial object of no known upload store=%s blob=%s", store.name(), key);
                store.delete(key);
            }
        });
    }

    private static Uni<Void> logged(Throwable e, String what) {
        LOG.warn(what, e);
        return Uni.createFrom().voidItem();
    }
}
