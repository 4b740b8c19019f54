/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sets right what uploads and imports left unfinished: those whose lease ran out are resolved, staged data whose import
 * is over goes, and partial objects that belong to none are removed. A round does a bounded piece of work; replicas share it.
 */
@ApplicationScoped
public class Reconcile {

    private static final Logger LOG = Logger.getLogger(Reconcile.class);
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final String REASON = "The upload stopped without an end: storage-service or its connection died.";

    private final Transactions transactions;
    private final BlobRepository blobs;
    private final OpenWork work;
    private final EndUpload ending;
    private final RemoveOrphans orphans;
    private final StorageConfig.Reconcile config;

    Reconcile(
            Transactions transactions,
            BlobRepository blobs,
            OpenWork work,
            EndUpload ending,
            RemoveOrphans orphans,
            StorageConfig config) {
        this.transactions = transactions;
        this.blobs = blobs;
        this.work = work;
        this.ending = ending;
        this.orphans = orphans;
        this.config = config.reconcile();
    }

    /** One round. What fails is logged and left to a later one. */
    public Uni<Void> round() {
        return transactions
                .run(tx -> blobs.claimDue(tx, Blob.State.WRITING, config.batch(), CLAIM))
                .flatMap(this::resolveEach)
                .chain(() -> transactions.run(
                        tx -> blobs.claimDue(tx, Blob.State.STAGED, config.batch(), config.stagedCheck())))
                .flatMap(this::releaseEach)
                .chain(orphans::round)
                .onFailure()
                .recoverWithUni(e -> logged(e, "The reconciler's round failed"));
    }

    private Uni<Void> resolveEach(List<Blob> unfinished) {
        return StoreByStore.each(
                unfinished,
                "The end of an unfinished upload",
                blob -> blob.imported()
                        ? settleImported(blob)
                        : ending.resolve(blob, REASON)
                                .invoke(outcome -> LOG.infof(
                                        "Ended an unfinished upload: %s imageId=%s blob=%s",
                                        outcome, blob.imageId(), blob.key()))
                                .replaceWithVoid());
    }

    /** A copy that an import or a resumable upload made is looked at once nobody will work at that any more. */
    private Uni<Void> settleImported(Blob blob) {
        return work.isUnder(blob.lease())
                .flatMap(open -> open ? Uni.createFrom().voidItem() : ending.settle(blob));
    }

    private Uni<Void> releaseEach(List<Blob> staged) {
        return StoreByStore.each(staged, "The check of staged data", ending::release);
    }

    private static Uni<Void> logged(Throwable e, String what) {
        LOG.warn(what, e);
        return Uni.createFrom().voidItem();
    }
}
