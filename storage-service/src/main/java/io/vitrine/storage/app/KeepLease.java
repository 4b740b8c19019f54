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
        Duration third = Duration.ofSeconds(lease.leaseSeconds()).dividedBy(3);
        return new WhileHeld(
                        () -> renew(lease),
                        StorageError.LeaseLost.class,
                        e -> LOG.warnf(
                                "Could not renew a lease, trying again blob=%s: %s", lease.lease(), e.getMessage()))
                .during(work, third, third);
    }

    private Uni<Void> renew(UploadLease lease) {
        Duration time = Duration.ofSeconds(lease.leaseSeconds());
        return catalog.renew(lease.lease(), time)
                .chain(() -> transactions.run(tx -> blobs.keep(tx, lease.lease(), time)))
                .replaceWithVoid();
    }
}
