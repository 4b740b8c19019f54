/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.Progress;
import io.vitrine.export.domain.Stage;
import io.vitrine.export.out.postgres.JobRepository;
import io.vitrine.kit.flow.WhileHeld;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Holds an export while it is worked at, says how far it is, and gives up on a storage that has gone silent. */
@ApplicationScoped
class KeepJob {

    private static final Logger LOG = Logger.getLogger(KeepJob.class);

    private final Transactions transactions;
    private final JobRepository jobs;
    private final ExportConfig.Jobs config;
    private final Clock clock = Clock.systemUTC();

    KeepJob(Transactions transactions, JobRepository jobs, ExportConfig config) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.config = config.jobs();
    }

    /** The work's result; fails, and cancels the work, once the export is cancelled or another replica has taken it. */
    <T> Uni<T> during(ExportRun run, Uni<T> work) {
        Pulse pulse = new Pulse(run.progress(), clock.instant());
        return new WhileHeld(
                        () -> report(run).invoke(pulse::beat).replaceWithVoid(),
                        ExportError.class,
                        e -> LOG.warnf(
                                "Cannot say how far an export is, trying again export=%s: %s",
                                run.job().id(), e.getMessage()))
                .during(work, config.progressInterval(), config.progressInterval());
    }

    private Uni<Progress> report(ExportRun run) {
        Progress progress = run.progress();
        return transactions
                .run(tx -> jobs.keep(tx, run.job(), progress, config.claim()))
                .invoke(held -> {
                    if (!held) {
                        throw new ExportError.LeaseLost();
                    }
                })
                .replaceWith(progress);
    }

    /** Notices when nothing moves. */
    private final class Pulse {

        private Progress last;
        private Instant since;

        Pulse(Progress first, Instant now) {
            last = first;
            since = now;
        }

        void beat(Progress now) {
            if (!now.equals(last)) {
                last = now;
                since = clock.instant();
            }
            boolean waits = now.stage() == Stage.FETCHING || now.stage() == Stage.STORING;
            if (waits && Duration.between(since, clock.instant()).compareTo(config.idleTimeout()) > 0) {
                throw new ExportError.Unavailable("Storage has gone silent.", null);
            }
        }
    }
}
