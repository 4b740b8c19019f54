/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.catalog.domain.Injection;
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
    private final Injection injection;
    private final CatalogConfig.Import config;
    private final Clock clock;

    CompleteImport(
            ImportTaskRepository tasks, ImageChanges changes, Injection injection, CatalogConfig config, Clock clock) {
        this.tasks = tasks;
        this.changes = changes;
        this.injection = injection;
        this.config = config.imports();
        this.clock = clock;
    }

    Uni<Void> complete(Tx tx, Image image, ImageData data, List<String> failures) {
        Instant now = clock.instant();
        return tasks.get(tx, image.lease().id()).flatMap(task -> {
            Image complete =
                    image.completeImport(task.plan(), data, Objects.requireNonNullElse(failures, List.of()), now);
            Image after = image.status().hasData() ? complete : injection.into(complete, task.actor(), now);
            ImportTask succeeded = task.succeeded(now, now.plus(config.tasksKept()));
            return tasks.save(tx, succeeded)
                    .flatMap(saved -> changes.keep(tx, task.actor(), after, facts(image, after)))
                    .replaceWithVoid();
        });
    }

    private static List<CatalogEvent> facts(Image before, Image after) {
        if (before.status().hasData()) {
            return List.of(ImageFacts.storesChanged(before, after));
        }
        List<CatalogEvent> facts = ImageFacts.between(before, after);
        facts.add(new CatalogEvent.ImageUploaded(ImageFacts.snapshot(after)));
        return facts;
    }
}
