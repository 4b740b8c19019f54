/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.app.quota.Quotas;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImportPlan;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.catalog.domain.Lease;
import io.vitrine.catalog.domain.quota.Resource;
import io.vitrine.catalog.out.postgres.TaskRepository;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.command.ImportOrder;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Begins an import that was planned, where the project has room for its data. */
@ApplicationScoped
class BeginImport {

    private final Quotas quotas;
    private final TaskRepository tasks;
    private final ImageChanges changes;
    private final CatalogConfig config;
    private final Clock clock;

    BeginImport(Quotas quotas, TaskRepository tasks, ImageChanges changes, CatalogConfig config, Clock clock) {
        this.quotas = quotas;
        this.tasks = tasks;
        this.changes = changes;
        this.config = config;
        this.clock = clock;
    }

    Uni<ImportOrder> begin(Tx tx, Caller caller, Image image, ImportPlan plan, UUID chosenId) {
        Instant now = clock.instant();
        UUID id = Objects.requireNonNullElseGet(chosenId, UUID::randomUUID);
        Long bytes = image.toImport(plan);
        long reserved = Objects.requireNonNullElse(bytes, 0L);
        Lease lease = new Lease(id, now.plus(config.imports().pendingFor()), caller.actor(), reserved);
        Image begun = image.beginImport(plan, lease, now);
        ImportTask task = ImportTask.ordered(image.id(), plan, lease, now);
        CatalogEvent requested =
                new CatalogEvent.ImageImportRequested(task.id(), plan.method().wireName(), plan.stores());
        return quotas.requireRoomForData(tx, image, Resource.IMAGE_SIZE_TOTAL, bytes)
                .call(room -> tasks.insert(tx, task))
                .call(room -> changes.keep(tx, caller.actor(), begun, List.of(requested)))
                .map(room -> ImportOrders.of(begun, task, config, room));
    }
}
