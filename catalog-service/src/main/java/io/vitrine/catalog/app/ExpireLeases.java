/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.Actor;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Queues again the images whose uploader fell silent. Any number of replicas may do so at once. */
@ApplicationScoped
class ExpireUploads {

    private static final Logger LOG = Logger.getLogger(ExpireUploads.class);
    private static final int BATCH = 50;

    private final Transactions transactions;
    private final ImageRepository images;
    private final ImageChanges changes;
    private final CatalogConfig.Upload config;
    private final Clock clock;

    ExpireUploads(
            Transactions transactions,
            ImageRepository images,
            ImageChanges changes,
            CatalogConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.images = images;
        this.changes = changes;
        this.config = config.upload();
        this.clock = clock;
    }

    @Scheduled(every = "{vitrine.catalog.upload.sweep}", concurrentExecution = SKIP)
    Uni<Void> expire() {
        return transactions.run(tx -> images.lockExpiredUploads(tx, clock.instant(), BATCH)
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(image -> expire(tx, image))
                .onItem()
                .ignoreAsUni());
    }

    private Uni<Image> expire(Tx tx, Image image) {
        LOG.infof(
                "Upload expired imageId=%s lease=%s", image.id(), image.upload().id());
        CatalogEvent failed = new CatalogEvent.ImageUploadFailed(
                "The upload was silent for longer than " + config.lease().toSeconds() + " s.");
        return changes.keep(tx, Actor.service("catalog"), image.abortUpload(clock.instant()), List.of(failed));
    }
}
