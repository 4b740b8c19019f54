/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.FailedUpload;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.catalog.out.postgres.TaskRepository;
import io.vitrine.contract.Actor;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Ends an upload, staging or import without its data: the image is queued again, or active as it was. */
@ApplicationScoped
class ReleaseImage {

    private final TaskRepository tasks;
    private final ImageChanges changes;
    private final CatalogConfig.Import config;
    private final Clock clock;

    ReleaseImage(TaskRepository tasks, ImageChanges changes, CatalogConfig config, Clock clock) {
        this.tasks = tasks;
        this.changes = changes;
        this.config = config.imports();
        this.clock = clock;
    }

    /** Takes the lease from who holds it; its task fails for that reason. */
    Uni<Image> release(Tx tx, Actor actor, Image image, String reason) {
        Uni<CatalogEvent> fact = image.importTask()
                .map(task -> failTask(tx, task, reason).<CatalogEvent>map(failed -> failure(failed, reason)))
                .orElseGet(
                        () -> recordFailure(tx, image, reason).replaceWith(new CatalogEvent.ImageUploadFailed(reason)));
        return fact.flatMap(said -> changes.keep(tx, actor, image.release(clock.instant()), List.of(said)));
    }

    private Uni<Void> recordFailure(Tx tx, Image image, String reason) {
        Instant now = clock.instant();
        return tasks.insert(tx, FailedUpload.of(image, reason, now, now.plus(config.tasksKept())));
    }

    /** Records that an import came to nothing. */
    Uni<ImportTask> failTask(Tx tx, UUID id, String reason) {
        return tasks.getImport(tx, id).flatMap(task -> {
            Instant now = clock.instant();
            ImportTask failed = task.failed(reason, now, now.plus(config.tasksKept()));
            return tasks.save(tx, failed).replaceWith(failed);
        });
    }

    private static CatalogEvent.ImageImportFailed failure(ImportTask task, String reason) {
        return new CatalogEvent.ImageImportFailed(
                task.id(), task.plan().method().wireName(), reason);
    }
}
