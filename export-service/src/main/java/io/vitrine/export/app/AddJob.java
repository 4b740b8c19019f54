/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.JobState;
import io.vitrine.export.domain.Progress;
import io.vitrine.export.domain.Recipe;
import io.vitrine.export.domain.Requested;
import io.vitrine.export.domain.Source;
import io.vitrine.export.out.events.ExportFacts;
import io.vitrine.export.out.postgres.ArtefactRepository;
import io.vitrine.export.out.postgres.JobRepository;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Takes an export on that its asker may have. What was made before is there at once. */
@ApplicationScoped
class AddJob {

    private final JobRepository jobs;
    private final ArtefactRepository artefacts;
    private final EndJob ending;
    private final ExportFacts facts;
    private final int mostOpen;

    AddJob(JobRepository jobs, ArtefactRepository artefacts, EndJob ending, ExportFacts facts, ExportConfig config) {
        this.jobs = jobs;
        this.artefacts = artefacts;
        this.ending = ending;
        this.facts = facts;
        this.mostOpen = config.jobs().openPerProject();
    }

    /** The export, new or, where its idempotency key was used for the same before, as it is. */
    Uni<ExportJob> add(Tx tx, UUID id, Requested requested, Source source, Recipe recipe) {
        ExportJob job = new ExportJob(
                id, requested, source, recipe, JobState.QUEUED, Progress.NONE, 0, null, null, false, null, null, null);
        return jobs.add(tx, job).flatMap(added -> added ? begin(tx, job) : repeated(tx, job));
    }

    /** The export that a rule wants; where an earlier one came to nothing, or its result is gone, another one. */
    Uni<ExportJob> addAgain(Tx tx, Requested requested, Source source, Recipe recipe) {
        return jobs.freeKey(tx, requested.project(), requested.idempotencyKey())
                .chain(() -> add(tx, UUID.randomUUID(), requested, source, recipe));
    }

    private Uni<ExportJob> begin(Tx tx, ExportJob job) {
        return jobs.open(tx, job.requested().project())
                .invoke(open -> {
                    if (open > mostOpen && job.requested().rule() == null) {
                        throw new ExportError.TooMany(mostOpen);
                    }
                })
                .chain(() -> facts.requested(tx, job))
                .chain(() -> artefacts.use(tx, job.cacheKey()))
                .flatMap(kept -> kept.isPresent()
                        ? ending.complete(tx, job, kept.get(), true)
                        : Uni.createFrom().voidItem())
                .chain(() -> jobs.find(tx, job.id()))
                .map(found -> found.orElseThrow());
    }

    /** The one that was asked for with the same idempotency key before; fails where that was for something else. */
    Uni<Optional<ExportJob>> before(Tx tx, Requested requested, UUID image, Recipe recipe) {
        return requested.idempotencyKey() == null
                ? Uni.createFrom().item(Optional.empty())
                : jobs.ofKey(tx, requested.project(), requested.idempotencyKey())
                        .invoke(found -> found.ifPresent(job -> requireFor(job, image, recipe)));
    }

    private static void requireFor(ExportJob before, UUID image, Recipe recipe) {
        if (!before.isFor(image, recipe)) {
            throw new ExportError.KeyReused();
        }
    }

    private Uni<ExportJob> repeated(Tx tx, ExportJob job) {
        return before(tx, job.requested(), job.source().imageId(), job.recipe())
                .map(found -> found.orElseThrow(ExportError.KeyReused::new));
    }
}
