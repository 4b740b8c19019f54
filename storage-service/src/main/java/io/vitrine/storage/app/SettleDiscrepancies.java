/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.domain.Discrepancy;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Finds what differs between stores, records and catalog, and has it set right. May be repeated. */
@ApplicationScoped
public class SettleDiscrepancies {

    private static final Logger LOG = Logger.getLogger(SettleDiscrepancies.class);

    private final CompareData comparing;
    private final Transactions transactions;
    private final BlobRepository blobs;

    SettleDiscrepancies(CompareData comparing, Transactions transactions, BlobRepository blobs) {
        this.comparing = comparing;
        this.transactions = transactions;
        this.blobs = blobs;
    }

    /** Compares a page as {@link CompareData#page} does, and takes the action of each discrepancy. */
    public Uni<CompareData.Page> page(UUID marker, int limit) {
        return comparing
                .page(marker, limit)
                .call(page -> Multi.createFrom()
                        .iterable(page.discrepancies())
                        .onItem()
                        .transformToUniAndConcatenate(found -> transactions.run(tx -> settle(tx, found)))
                        .onItem()
                        .ignoreAsUni());
    }

    private Uni<Void> settle(Tx tx, Discrepancy found) {
        LOG.infof(
                "Reconciling: %s, %s imageId=%s store=%s blob=%s",
                found.problem(), found.action(), found.imageId(), found.store(), found.blob());
        return switch (found.action()) {
            case PURGE -> blobs.purge(tx, found.blob(), "not_in_catalog", null);
            case CHECK -> blobs.checkNext(tx, found.blob());
            case NONE -> Uni.createFrom().voidItem();
        };
    }
}
