/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.domain.Artefact;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.out.events.ExportFacts;
import io.vitrine.export.out.postgres.ArtefactRepository;
import io.vitrine.export.out.postgres.JobRepository;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** How exports end: each with its fact, in one transaction. */
@ApplicationScoped
class EndJob {

    private final Transactions transactions;
    private final JobRepository jobs;
    private final ArtefactRepository artefacts;
    private final ExportFacts facts;

    EndJob(Transactions transactions, JobRepository jobs, ArtefactRepository artefacts, ExportFacts facts) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.artefacts = artefacts;
        this.facts = facts;
    }

    /** The export has a result that is there; fails with {@link ExportError.LeaseLost} where it is over already. */
    Uni<Void> complete(Tx tx, ExportJob job, Artefact artefact, boolean cached) {
        return jobs.complete(tx, job, artefact.id(), cached)
                .flatMap(completed -> facts.completed(tx, completed.orElseThrow(ExportError.LeaseLost::new), artefact));
    }

    /** The export has a result that an earlier one made. */
    Uni<Void> completeFromCache(ExportJob job, Artefact artefact) {
        return transactions.run(tx -> complete(tx, job, artefact, true));
    }

    /** The export has made a result, which is for all who wait for the same. */
    Uni<Void> made(ExportJob job, UUID artefact, Artefact.Digests digests, Long virtualSize) {
        return transactions.run(tx -> artefacts
                .ready(tx, artefact, digests, virtualSize)
                .map(ready -> ready.orElseThrow(ExportError.LeaseLost::new))
                .flatMap(ready -> complete(tx, job, ready, false)
                        .chain(() -> jobs.completeWaiting(tx, job.cacheKey(), artefact))
                        .flatMap(others -> InTurn.each(others, other -> facts.completed(tx, other, ready)))));
    }

    /** The export will have no result. */
    Uni<Void> failed(ExportJob job, String reason) {
        return transactions.run(tx -> jobs.fail(tx, job, reason)
                .flatMap(failed -> failed.isPresent()
                        ? facts.failed(tx, failed.get(), false)
                        : Uni.createFrom().voidItem()));
    }

    /** The export is tried again after that time. */
    Uni<Void> tryAgain(ExportJob job, Duration pause, String reason) {
        return transactions.run(tx -> jobs.retry(tx, job, pause, reason));
    }
}
