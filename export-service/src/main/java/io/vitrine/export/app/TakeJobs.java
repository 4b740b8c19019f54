/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.out.postgres.JobRepository;
import io.vitrine.kit.flow.AtOnce;
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
    private final AtOnce working;

    /** How often a round was asked for since the last one ended; those that overlap would begin more than there is room for. */
    private final AtomicInteger asked = new AtomicInteger();

    TakeJobs(Transactions transactions, JobRepository jobs, RunJob doing, ExportConfig config) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.doing = doing;
        this.config = config.jobs();
        this.working = new AtOnce(this.config.atOnce());
    }

    /** One round: begins what is due and there is room for, and does not wait for its end. */
    public Uni<Void> round() {
        return Uni.createFrom()
                .deferred(() -> asked.getAndIncrement() == 0
                        ? rounds()
                        : Uni.createFrom().voidItem());
    }

    /** Whoever asked while one was under way may have something due that it did not see. */
    private Uni<Void> rounds() {
        int heard = asked.get();
        return take().onTermination()
                .invoke((done, failure, cancelled) -> {
                    if (failure != null || cancelled) {
                        asked.set(0);
                    }
                })
                .chain(() -> asked.addAndGet(-heard) == 0 ? Uni.createFrom().voidItem() : rounds());
    }

    /** A round at once, beside the caller: something new is due, or there is room for what waits. */
    void wake() {
        Uni.createFrom()
                .voidItem()
                .emitOn(OnContext.beside())
                .chain(this::round)
                .subscribe()
                .with(done -> {}, e -> LOG.warnf("Exports that are due are begun with the next round: %s", e));
    }

    private Uni<Void> take() {
        int room = working.room();
        return room == 0
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
        taken.forEach(job -> working.begin(
                () -> doing.attempt(job).invoke(this::wake),
                e -> LOG.errorf(e, "An export stopped unexpectedly export=%s", job.id())));
    }
}
