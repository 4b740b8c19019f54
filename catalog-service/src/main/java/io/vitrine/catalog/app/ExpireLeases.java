/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.catalog.domain.Task;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.catalog.out.postgres.TaskRepository;
import io.vitrine.contract.Actor;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Takes the lease from who fell silent, so that no image stays saving, uploading or importing for ever; and forgets the
 * tasks that ended long ago. Any number of replicas may do so at once.
 *
 * <p>Nobody can renew a lease while there is no catalog to hear it, so after a start, or a round that failed, all have as
 * much time as if they were renewed.
 */
@ApplicationScoped
class ExpireLeases {

    private static final Logger LOG = Logger.getLogger(ExpireLeases.class);
    private static final int BATCH = 50;

    private final Transactions transactions;
    private final ImageRepository images;
    private final TaskRepository tasks;
    private final ReleaseImage release;
    private final CatalogConfig config;
    private final Clock clock;
    private volatile boolean heard;

    ExpireLeases(
            Transactions transactions,
            ImageRepository images,
            TaskRepository tasks,
            ReleaseImage release,
            CatalogConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.images = images;
        this.tasks = tasks;
        this.release = release;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{vitrine.catalog.upload.sweep}", concurrentExecution = SKIP)
    Uni<Void> expire() {
        return (heard ? takeAway() : renewAll())
                .chain(() -> transactions.run(tx -> tasks.forget(tx, clock.instant())))
                .onItemOrFailure()
                .invoke((done, failure) -> heard = failure == null);
    }

    private Uni<Void> renewAll() {
        return transactions.run(tx ->
                images.extendLeases(tx, clock.instant().plus(config.upload().lease())));
    }

    private Uni<Void> takeAway() {
        return transactions.run(tx -> images.lockExpired(tx, clock.instant(), BATCH)
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(image -> expire(tx, image))
                .onItem()
                .ignoreAsUni());
    }

    private Uni<Image> expire(Tx tx, Image image) {
        return reason(tx, image)
                .invoke(reason -> LOG.infof(
                        "%s imageId=%s lease=%s",
                        reason, image.id(), image.lease().id()))
                .flatMap(reason -> release.release(tx, Actor.service("catalog"), image, reason));
    }

    private Uni<String> reason(Tx tx, Image image) {
        return image.importTask()
                .map(id -> tasks.getImport(tx, id).map(this::reason))
                .orElseGet(() -> Uni.createFrom().item(reason(image)));
    }

    private String reason(ImportTask task) {
        CatalogConfig.Import imports = config.imports();
        return task.status() == Task.Status.PENDING
                ? "The import waited for longer than " + imports.pendingFor().toSeconds() + " s. Ask for it again."
                : "The import was silent for longer than " + imports.lease().toSeconds() + " s.";
    }

    private String reason(Image image) {
        return image.staged() != null
                ? "The staged data was not imported within "
                        + config.imports().stagedFor().toSeconds() + " s."
                : "The upload was silent for longer than "
                        + config.upload().lease().toSeconds() + " s.";
    }
}
