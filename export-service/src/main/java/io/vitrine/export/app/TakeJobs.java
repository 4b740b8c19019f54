/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.out.postgres.JobRepository;
import io.vitrine.kit.flow.OnContext;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Takes exports that are due, as many at once as one replica may make. */
@ApplicationScoped
public class TakeJobs {

    private static final Logger LOG = Logger.getLogger(TakeJobs.class);

    private final Transactions transactions;
    private final JobRepository jobs;
    private final RunJob doing;
    private final ExportConfig.Jobs config;
    private final AtomicInteger running = new AtomicInteger();

    TakeJobs(Transactions transactions, JobRepository jobs, RunJob doing, ExportConfig config) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.doing = doing;
        this.config = config.jobs();
    }

    /** One round: begins what is due and there is room for, and does not wait for its end. */
    public Uni<Void> round() {
        int room = config.atOnce() - running.get();
        return room <= 0
                ? Uni.createFrom().voidItem()
                : transactions
                        .run(tx -> jobs.take(tx, room, config.perProject(), config.claim()))
                        .invoke(this::begin)
                        .replaceWithVoid();
    }

    /** Forgets exports that ended without a result long ago. */
    public Uni<Void> forget() {
        return transactions.run(tx -> jobs.forget(tx, config.kept()));
    }

    private void begin(List<ExportJob> taken) {
        for (ExportJob job : taken) {
            running.incrementAndGet();
            Uni.createFrom()
                    .voidItem()
                    .emitOn(OnContext.beside())
                    .chain(() -> doing.attempt(job))
                    .onTermination()
                    .invoke(running::decrementAndGet)
                    .subscribe()
                    .with(done -> {}, e -> LOG.errorf(e, "An export stopped unexpectedly export=%s", job.id()));
        }
    }
}
