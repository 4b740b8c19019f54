/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.app.quota.Quotas;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.quota.Resource;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.catalog.out.postgres.TaskRepository;
import io.vitrine.contract.command.ImportOrder;
import io.vitrine.contract.command.ImportProgress;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** An import under way: what is to be done, and how far it is. */
@ApplicationScoped
public class FollowImport {

    private final Transactions transactions;
    private final ImageRepository images;
    private final TaskRepository tasks;
    private final Quotas quotas;
    private final CatalogConfig config;
    private final Clock clock;

    FollowImport(
            Transactions transactions,
            ImageRepository images,
            TaskRepository tasks,
            Quotas quotas,
            CatalogConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.images = images;
        this.tasks = tasks;
        this.quotas = quotas;
        this.config = config;
        this.clock = clock;
    }

    /** The order again, for whoever does it now. */
    public Uni<ImportOrder> order(UUID leaseId) {
        return transactions.read(tx -> images.findByLease(tx, leaseId)
                .map(found -> held(found, leaseId))
                .flatMap(image -> quotas.room(tx, image, Resource.IMAGE_SIZE_TOTAL)
                        .flatMap(room ->
                                tasks.getImport(tx, leaseId).map(task -> ImportOrders.of(image, task, config, room)))));
    }

    /** Keeps how far the import is, for its users to see, and its lease for longer. */
    public Uni<Void> progress(UUID leaseId, ImportProgress progress) {
        return transactions.run(tx -> images.lockByLease(tx, leaseId)
                .map(found -> held(found, leaseId))
                .flatMap(image -> keep(tx, image, progress)));
    }

    private Uni<Void> keep(Tx tx, Image image, ImportProgress progress) {
        Instant now = clock.instant();
        Collection<String> remaining = Objects.requireNonNullElse(
                progress.remainingStores(), image.imports().importing());
        Collection<String> failures = Objects.requireNonNullElse(progress.failedStores(), List.of());
        boolean waits = progress.waitsFor() != null;
        Duration lease =
                waits ? config.imports().pendingFor() : config.imports().lease();
        Image progressed = image.progressImport(remaining, failures).renewLease(now.plus(lease));
        return tasks.getImport(tx, image.lease().id())
                .map(task -> waits ? task.postponed(progress.waitsFor(), now) : task.progressed(progress.bytes(), now))
                .flatMap(task -> tasks.save(tx, task))
                .flatMap(saved -> images.save(tx, progressed));
    }

    private static Image held(Optional<Image> found, UUID leaseId) {
        return found.filter(image -> image.importTask().filter(leaseId::equals).isPresent())
                .orElseThrow(() -> new CatalogError.LeaseGone(leaseId));
    }
}
