/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.Discrepancy;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Finds what differs between stores, records and catalog, and has it set right. May be repeated. */
@ApplicationScoped
public class SettleDiscrepancies {

    private static final Logger LOG = Logger.getLogger(SettleDiscrepancies.class);

    private final CompareData comparing;
    private final CompareObjects objects;
    private final Transactions transactions;
    private final BlobRepository blobs;
    private final Stores stores;
    private final Blocking blocking;

    SettleDiscrepancies(
            CompareData comparing,
            CompareObjects objects,
            Transactions transactions,
            BlobRepository blobs,
            Stores stores,
            Blocking blocking) {
        this.comparing = comparing;
        this.objects = objects;
        this.transactions = transactions;
        this.blobs = blobs;
        this.stores = stores;
        this.blocking = blocking;
    }

    /** Compares a page as {@link CompareData#page} does, and takes the action of each discrepancy. */
    public Uni<CompareData.Page> page(UUID marker, int limit) {
        return comparing.page(marker, limit).call(this::settleAll);
    }

    /** Compares a page as {@link CompareObjects#page} does, and takes the action of each discrepancy. */
    public Uni<CompareData.Page> objects(String store, UUID marker, int limit) {
        return objects.page(store, marker, limit).call(this::settleAll);
    }

    private Uni<Void> settleAll(CompareData.Page page) {
        return Multi.createFrom()
                .iterable(page.discrepancies())
                .onItem()
                .transformToUniAndConcatenate(this::settle)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> settle(Discrepancy found) {
        LOG.infof(
                "Reconciling: %s, %s imageId=%s store=%s blob=%s",
                found.problem(), found.action(), found.imageId(), found.store(), found.blob());
        return switch (found.action()) {
            case PURGE -> transactions.run(tx -> blobs.purge(tx, found.blob(), "not_in_catalog", null));
            case CHECK -> transactions.run(tx -> blobs.checkNext(tx, found.blob()));
            case REMOVE -> blocking.run(() -> stores.get(found.store()).delete(found.blob()));
            case NONE -> Uni.createFrom().voidItem();
        };
    }
}
