/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.Freeze;
import io.vitrine.export.out.catalog.CatalogClient;
import io.vitrine.export.out.postgres.FreezeRepository;
import io.vitrine.kit.peer.Requester;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Holds images deactivated while they are exported, for those whose procedure demands it. Recorded before it is done, so that
 * the image is active again whatever happens.
 */
@ApplicationScoped
public class FreezeImage {

    private static final Logger LOG = Logger.getLogger(FreezeImage.class);
    private static final Duration TO_BEGIN = Duration.ofMinutes(1);
    private static final Duration CLAIM = Duration.ofSeconds(10);
    private static final int MOST = 100;

    private final Transactions transactions;
    private final FreezeRepository freezes;
    private final CatalogClient catalog;

    FreezeImage(Transactions transactions, FreezeRepository freezes, CatalogClient catalog) {
        this.transactions = transactions;
        this.freezes = freezes;
        this.catalog = catalog;
    }

    /**
     * Deactivates the image as the user may, and takes its export on, until whose end it stays so. Where there is no such
     * export after all, nothing is held.
     */
    Uni<ExportJob> during(Freeze freeze, Requester user, Uni<ExportJob> added) {
        return transactions
                .run(tx -> freezes.begin(tx, freeze, TO_BEGIN))
                .chain(() -> catalog.freeze(freeze.imageId(), freeze.job(), user))
                .chain(() -> added)
                .onItemOrFailure()
                .call((job, failure) -> failure == null && job.id().equals(freeze.job())
                        ? Uni.createFrom().voidItem()
                        : transactions.run(tx -> freezes.giveUp(tx, freeze.job())));
    }

    /** One round: releases what is held for exports that are over. What cannot be released now is left to a later one. */
    public Uni<Void> round() {
        return transactions
                .run(tx -> freezes.takeOver(tx, CLAIM, MOST))
                .flatMap(over -> InTurn.each(
                        over,
                        freeze -> release(freeze)
                                .onFailure()
                                .invoke(e -> LOG.warnf(
                                        "Cannot be reactivated now imageId=%s: %s", freeze.imageId(), e.getMessage()))
                                .onFailure()
                                .recoverWithNull()));
    }

    private Uni<Void> release(Freeze freeze) {
        return catalog.release(freeze.imageId(), freeze.job())
                .chain(() -> transactions.run(tx -> freezes.remove(tx, freeze.job())));
    }
}
