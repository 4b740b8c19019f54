/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.CatalogRules;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.domain.ImageFormats;
import io.vitrine.catalog.domain.ImportMethod;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.catalog.domain.Injection;
import io.vitrine.catalog.out.postgres.TaskRepository;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Takes an import's result: an image becomes active, or an active one has more copies; the task has succeeded. */
@ApplicationScoped
class CompleteImport {

    private final TaskRepository tasks;
    private final ImageChanges changes;
    private final CatalogRules rules;
    private final Injection injection;
    private final CatalogConfig.Import config;
    private final Clock clock;

    CompleteImport(
            TaskRepository tasks,
            ImageChanges changes,
            CatalogRules rules,
            Injection injection,
            CatalogConfig config,
            Clock clock) {
        this.tasks = tasks;
        this.changes = changes;
        this.rules = rules;
        this.injection = injection;
        this.config = config.imports();
        this.clock = clock;
    }

    Uni<Void> complete(Tx tx, Image image, ImageData data, UploadResult result) {
        Instant now = clock.instant();
        return tasks.getImport(tx, image.lease().id()).flatMap(task -> {
            List<String> failures = Objects.requireNonNullElse(result.failedStores(), List.of());
            Image complete = image.completeImport(task.plan(), data, failures, now);
            Image after = image.status().hasData() ? complete : described(complete, task, result, now);
            ImportTask succeeded = task.succeeded(now, now.plus(config.tasksKept()));
            return tasks.save(tx, succeeded)
                    .flatMap(saved -> changes.keep(tx, task.actor(), after, facts(image, after)))
                    .replaceWithVoid();
        });
    }

    private Image described(Image image, ImportTask task, UploadResult result, Instant now) {
        boolean fromAnImage = result.properties() != null && task.plan().method() == ImportMethod.GLANCE_DOWNLOAD;
        Map<String, String> brought = fromAnImage ? result.properties() : Map.of();
        ImageFormats formats = new ImageFormats(result.diskFormat(), result.containerFormat());
        return injection.into(image.asBrought(formats, brought, rules, now), task.actor(), now);
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
