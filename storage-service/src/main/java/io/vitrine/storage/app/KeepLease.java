/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.kit.flow.WhileHeld;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Holds an upload's lease for as long as the upload takes, by renewing it each third of its time. */
@ApplicationScoped
class KeepLease {

    private static final Logger LOG = Logger.getLogger(KeepLease.class);

    private final CatalogClient catalog;
    private final Transactions transactions;
    private final BlobRepository blobs;

    KeepLease(CatalogClient catalog, Transactions transactions, BlobRepository blobs) {
        this.catalog = catalog;
        this.transactions = transactions;
        this.blobs = blobs;
    }

    /** The work's result; fails, and cancels the work, once the catalog says that the lease is gone. */
    <T> Uni<T> during(UploadLease lease, Uni<T> work) {
        Duration time = Duration.ofSeconds(lease.leaseSeconds());
        // Each by itself, or the data would be taken for abandoned while the catalog is away.
        Uni<T> leased = during(lease, () -> catalog.renew(lease.lease(), time), work);
        return during(lease, () -> keep(lease, time), leased);
    }

    private static <T> Uni<T> during(UploadLease lease, Supplier<Uni<Void>> hold, Uni<T> work) {
        Duration third = Duration.ofSeconds(lease.leaseSeconds()).dividedBy(3);
        return new WhileHeld(
                        hold,
                        StorageError.LeaseLost.class,
                        e -> LOG.warnf(
                                "Could not renew a lease, trying again blob=%s: %s", lease.lease(), e.getMessage()))
                .during(work, third, third);
    }

    private Uni<Void> keep(UploadLease lease, Duration time) {
        return transactions.run(tx -> blobs.keep(tx, lease.lease(), time)).replaceWithVoid();
    }
}
