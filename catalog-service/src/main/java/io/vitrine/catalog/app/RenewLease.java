/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.Lease;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Keeps the right to bring an image's data for longer. */
@ApplicationScoped
public class RenewLease {

    private final Transactions transactions;
    private final ImageRepository images;
    private final CatalogConfig config;
    private final Clock clock;

    RenewLease(Transactions transactions, ImageRepository images, CatalogConfig config, Clock clock) {
        this.transactions = transactions;
        this.images = images;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Renews the lease of an upload, staging or import, if it is still held.
     *
     * @param asked seconds that it is to last; null for the usual one
     */
    public Uni<Void> renew(UUID leaseId, Long asked) {
        return transactions.run(tx -> images.lockByLease(tx, leaseId).flatMap(found -> {
            Image image = found.filter(held -> held.isWorkedOnUnder(leaseId))
                    .orElseThrow(() -> new CatalogError.LeaseGone(leaseId));
            Duration usual = image.importTask().isPresent()
                    ? config.imports().lease()
                    : config.upload().lease();
            Instant end = clock.instant().plus(Lease.time(asked, usual));
            return images.save(tx, image.renewLease(end));
        }));
    }
}
