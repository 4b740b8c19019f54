/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.catalog.out.postgres.ImportTaskRepository;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Takes an import's result: an image becomes active, or an active one has more copies; the task has succeeded. */
@ApplicationScoped
class CompleteImport {

    private final ImportTaskRepository tasks;
    private final ImageChanges changes;
    private final CatalogConfig.Import config;
    private final Clock clock;

    CompleteImport(ImportTaskRepository tasks, ImageChanges changes, CatalogConfig config, Clock clock) {
        this.tasks = tasks;
        this.changes = changes;
        this.config = config.imports();
        this.clock = clock;
    }

    Uni<Void> complete(Tx tx, Image image, ImageData data, List<String> failures) {
        Instant now = clock.instant();
        return tasks.get(tx, image.lease().id()).flatMap(task -> {
            Image after = image.completeImport(task.plan(), data, Objects.requireNonNullElse(failures, List.of()), now);
            ImportTask succeeded = task.succeeded(now, now.plus(config.tasksKept()));
            return tasks.save(tx, succeeded)
                    .flatMap(saved -> changes.keep(tx, task.actor(), after, List.of(fact(image, after))))
                    .replaceWithVoid();
        });
    }

    private static CatalogEvent fact(Image before, Image after) {
        return before.status().hasData()
                ? ImageFacts.storesChanged(before, after)
                : new CatalogEvent.ImageUploaded(ImageFacts.snapshot(after));
    }
}
