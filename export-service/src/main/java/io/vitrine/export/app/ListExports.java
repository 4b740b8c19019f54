/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.JobFilter;
import io.vitrine.export.domain.JobPolicy;
import io.vitrine.export.out.postgres.ArtefactRepository;
import io.vitrine.export.out.postgres.JobRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells about the exports that a caller may see. */
@ApplicationScoped
public class ListExports {

    private final Transactions transactions;
    private final JobRepository jobs;
    private final ArtefactRepository artefacts;

    ListExports(Transactions transactions, JobRepository jobs, ArtefactRepository artefacts) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.artefacts = artefacts;
    }

    /**
     * A page, the newest first.
     *
     * @param asked whose project is for admins to choose; others see their own
     * @param marker the last of the page before
     */
    public Uni<List<ExportView>> list(Caller caller, JobFilter asked, Optional<UUID> marker, int limit) {
        JobFilter filter =
                new JobFilter(JobPolicy.view(caller).or(asked::project), asked.image(), asked.state(), asked.format());
        return transactions.read(tx -> requireMarker(tx, caller, marker)
                .chain(() -> jobs.list(tx, filter, marker.orElse(null), limit))
                .flatMap(found -> ExportView.of(tx, artefacts, found)));
    }

    private Uni<Void> requireMarker(Tx tx, Caller caller, Optional<UUID> marker) {
        if (marker.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return jobs.find(tx, marker.get())
                .invoke(found -> JobPolicy.requireVisible(
                        caller,
                        found.orElseThrow(() ->
                                new ExportError.Invalid("There is no export " + marker.get() + " to carry on after."))))
                .replaceWithVoid();
    }
}
