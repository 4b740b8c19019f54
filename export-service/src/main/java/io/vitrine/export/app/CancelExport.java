/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.JobPolicy;
import io.vitrine.export.out.events.ExportFacts;
import io.vitrine.export.out.postgres.JobRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Cancels an export that is under way, and forgets one that has ended. */
@ApplicationScoped
public class CancelExport {

    private final Transactions transactions;
    private final JobRepository jobs;
    private final ExportFacts facts;

    CancelExport(Transactions transactions, JobRepository jobs, ExportFacts facts) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.facts = facts;
    }

    /** Does the one or the other. Whoever works at it notices soon. */
    public Uni<Void> cancel(Caller caller, UUID id) {
        JobPolicy.requireWrite(caller);
        return transactions.run(tx -> jobs.lock(tx, id)
                .map(found -> found.orElseThrow(() -> JobPolicy.notFound(id)))
                .invoke(job -> JobPolicy.requireVisible(caller, job))
                .flatMap(job -> job.state().ended() ? jobs.remove(tx, id) : cancel(tx, job)));
    }

    private Uni<Void> cancel(Tx tx, ExportJob job) {
        return jobs.cancel(tx, job.id(), "It was cancelled.")
                .flatMap(cancelled -> facts.failed(tx, cancelled.orElseThrow(), true));
    }
}
