/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.Stage;
import io.vitrine.export.out.postgres.ArtefactRepository;
import io.vitrine.kit.flow.Backoff;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Makes an export that this replica took. What may pass is tried again, later and perhaps by another replica; what will not
 * ends it with its reason. Whatever happens, nothing of an attempt is left here.
 */
@ApplicationScoped
class RunJob {

    private static final Logger LOG = Logger.getLogger(RunJob.class);

    private final Transactions transactions;
    private final ArtefactRepository artefacts;
    private final MakeArtefact making;
    private final KeepJob keeping;
    private final EndJob ending;
    private final ExportConfig.Jobs config;
    private final Clock clock = Clock.systemUTC();

    RunJob(
            Transactions transactions,
            ArtefactRepository artefacts,
            MakeArtefact making,
            KeepJob keeping,
            EndJob ending,
            ExportConfig config) {
        this.transactions = transactions;
        this.artefacts = artefacts;
        this.making = making;
        this.keeping = keeping;
        this.ending = ending;
        this.config = config.jobs();
    }

    /** One attempt. Never fails: what goes wrong is logged, and ends the export or is tried again. */
    Uni<Void> attempt(ExportJob job) {
        ExportRun run = new ExportRun(job);
        run.times().took(Stage.WAITING, Duration.between(job.createdAt(), clock.instant()));
        return keeping.during(run, make(run))
                .eventually(() -> Blocking.run(run::close))
                .onFailure(ExportError.LeaseLost.class)
                .recoverWithUni(over -> {
                    LOG.infof("An export was given up export=%s: %s", job.id(), over.getMessage());
                    return Uni.createFrom().voidItem();
                })
                .onFailure()
                .recoverWithUni(e -> failed(job, e))
                .onFailure()
                .invoke(e -> LOG.warnf(e, "An export's end is left to a later round export=%s", job.id()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> make(ExportRun run) {
        ExportJob job = run.job();
        if (job.attempt() > config.attempts()) {
            return Uni.createFrom()
                    .failure(new ExportError.Impossible("Whoever tried it, " + config.attempts()
                            + " times, ended before it was done; the image may be what ends them."));
        }
        return transactions
                .run(tx -> artefacts.use(tx, job.cacheKey()))
                .flatMap(kept -> kept.isPresent()
                        ? ending.completeFromCache(job, kept.get())
                        : making.make(run)
                                .flatMap(made -> ending.made(job, made.artefact(), made.digests(), made.virtualSize()))
                                .invoke(() -> LOG.infof(
                                        "Exported export=%s imageId=%s format=%s %s",
                                        job.id(),
                                        job.source().imageId(),
                                        job.recipe().format().wireName(),
                                        run.times())));
    }

    private Uni<Void> failed(ExportJob job, Throwable failure) {
        String reason = failure instanceof ExportError known ? known.getMessage() : "The image could not be exported.";
        if (!(failure instanceof ExportError.Impossible) && job.attempt() < config.attempts()) {
            Duration pause = new Backoff(config.retry(), config.longestRetry()).after(job.attempt());
            LOG.warnf(
                    "An export failed, trying again in %d s export=%s attempt=%d: %s",
                    pause.toSeconds(), job.id(), job.attempt(), failure);
            return ending.tryAgain(job, pause, reason);
        }
        LOG.warnf(failure, "An export failed for good export=%s", job.id());
        return ending.failed(job, reason);
    }
}
