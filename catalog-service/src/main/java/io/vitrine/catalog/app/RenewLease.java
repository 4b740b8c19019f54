/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageStatus;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Keeps the right to bring an image's data for longer. */
@ApplicationScoped
public class RenewUpload {

    private final Transactions transactions;
    private final ImageRepository images;
    private final Duration lease;
    private final Clock clock;

    RenewUpload(Transactions transactions, ImageRepository images, CatalogConfig config, Clock clock) {
        this.transactions = transactions;
        this.images = images;
        this.lease = config.upload().lease();
        this.clock = clock;
    }

    /** Renews the lease, if it is still held. */
    public Uni<Void> renew(UUID leaseId) {
        return transactions.run(tx -> images.lockByUpload(tx, leaseId).flatMap(found -> {
            Image image = found.filter(held -> held.status() == ImageStatus.SAVING)
                    .orElseThrow(() -> new CatalogError.LeaseGone(leaseId));
            return images.save(tx, image.renewUpload(clock.instant().plus(lease)));
        }));
    }
}
