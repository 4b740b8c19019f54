/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.ImportMethod;
import io.vitrine.catalog.domain.ImportPlan;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.catalog.domain.Lease;
import io.vitrine.catalog.out.postgres.ImportTaskRepository;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.command.ImportOrder;
import io.vitrine.contract.command.ImportRequest;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Has an image's data imported: gives the order, and the exclusive right to do it. */
@ApplicationScoped
public class OrderImport {

    private final Transactions transactions;
    private final ImageAccess access;
    private final ImportTaskRepository tasks;
    private final ImageChanges changes;
    private final CatalogConfig config;
    private final Clock clock;

    OrderImport(
            Transactions transactions,
            ImageAccess access,
            ImportTaskRepository tasks,
            ImageChanges changes,
            CatalogConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.tasks = tasks;
        this.changes = changes;
        this.config = config;
        this.clock = clock;
    }

    /** The order; empty when a copy to all stores finds the data in all of them. */
    public Uni<Optional<ImportOrder>> order(Caller caller, UUID id, ImportRequest request) {
        ImportPlan asked = plan(request);
        Action action = asked.method() == ImportMethod.COPY_IMAGE ? Action.COPY_IMAGE : Action.IMPORT;
        return transactions.run(tx -> access.lock(tx, caller, id, action)
                .flatMap(image -> image.planned(asked)
                        .map(plan ->
                                begin(tx, caller, image, plan, request.task()).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    private ImportPlan plan(ImportRequest request) {
        String name = String.valueOf(request.method());
        ImportMethod method = ImportMethod.of(name)
                .filter(known -> config.imports().methods().contains(name))
                .orElseThrow(() -> new CatalogError.Invalid("Unknown import method '" + name + "'. Known are "
                        + String.join(", ", config.imports().methods()) + "."));
        return new ImportPlan(
                method,
                request.uri(),
                request.digest(),
                request.remote(),
                Objects.requireNonNullElse(request.stores(), List.of()),
                request.allStores(),
                request.allStoresMustSucceed());
    }

    private Uni<ImportOrder> begin(Tx tx, Caller caller, Image image, ImportPlan plan, UUID chosenId) {
        Instant now = clock.instant();
        UUID id = Objects.requireNonNullElseGet(chosenId, UUID::randomUUID);
        Lease lease = new Lease(id, now.plus(config.imports().lease()), caller.actor());
        Image begun = image.beginImport(plan, lease, now);
        ImportTask task = ImportTask.ordered(image.id(), plan, lease, now);
        CatalogEvent requested =
                new CatalogEvent.ImageImportRequested(task.id(), plan.method().wireName(), plan.stores());
        return tasks.insert(tx, task)
                .flatMap(inserted -> changes.keep(tx, caller.actor(), begun, List.of(requested)))
                .replaceWith(ImportOrders.of(begun, task, config));
    }
}
