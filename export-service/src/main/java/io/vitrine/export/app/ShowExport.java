/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.domain.JobPolicy;
import io.vitrine.export.out.postgres.ArtefactRepository;
import io.vitrine.export.out.postgres.JobRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Tells about one export. */
@ApplicationScoped
public class ShowExport {

    private final Transactions transactions;
    private final JobRepository jobs;
    private final ArtefactRepository artefacts;

    ShowExport(Transactions transactions, JobRepository jobs, ArtefactRepository artefacts) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.artefacts = artefacts;
    }

    /** The export, with its result when there is one. */
    public Uni<ExportView> show(Caller caller, UUID id) {
        return transactions.read(tx -> jobs.find(tx, id)
                .map(found -> found.orElseThrow(() -> JobPolicy.notFound(id)))
                .invoke(job -> JobPolicy.requireVisible(caller, job))
                .flatMap(job -> ExportView.of(tx, artefacts, List.of(job)))
                .map(List::getFirst));
    }
}
