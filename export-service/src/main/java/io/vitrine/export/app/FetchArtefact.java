/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.JobPolicy;
import io.vitrine.export.domain.JobState;
import io.vitrine.export.out.catalog.CatalogClient;
import io.vitrine.export.out.postgres.ArtefactRepository;
import io.vitrine.export.out.postgres.JobRepository;
import io.vitrine.export.out.storage.StorageClient;
import io.vitrine.kit.peer.Requester;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Opens a result, if its image may still be read by who asks. */
@ApplicationScoped
public class FetchArtefact {

    private final Transactions transactions;
    private final JobRepository jobs;
    private final ArtefactRepository artefacts;
    private final CatalogClient catalog;
    private final StorageClient storage;

    FetchArtefact(
            Transactions transactions,
            JobRepository jobs,
            ArtefactRepository artefacts,
            CatalogClient catalog,
            StorageClient storage) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.artefacts = artefacts;
        this.catalog = catalog;
        this.storage = storage;
    }

    /** Storage's answer for a result, which is still to be read. */
    public record Opened(ExportJob job, HttpClientResponse answer) {}

    /**
     * Opens it.
     *
     * @param headers those of the request that say which part, and under which conditions
     */
    public Uni<Opened> open(UUID id, Requester user, HttpMethod method, MultiMap headers) {
        return transactions
                .run(tx -> jobs.find(tx, id)
                        .map(found -> found.orElseThrow(() -> JobPolicy.notFound(id)))
                        .invoke(job -> JobPolicy.requireVisible(user.caller(), job))
                        .invoke(FetchArtefact::requireResult)
                        .call(job ->
                                artefacts.use(tx, job.artefact()).map(kept -> kept.orElseThrow(FetchArtefact::gone))))
                .call(job -> catalog.source(job.source().imageId(), user))
                .flatMap(job -> storage.fetch(method, job.artefact(), headers).map(answer -> new Opened(job, answer)));
    }

    private static void requireResult(ExportJob job) {
        if (job.state() == JobState.EXPIRED) {
            throw gone();
        }
        if (job.state() != JobState.COMPLETED) {
            throw new ExportError.Conflict(
                    "The export is " + job.state().wireName() + ", so it has no result to fetch.");
        }
    }

    private static ExportError.Gone gone() {
        return new ExportError.Gone("The result is not kept any more; ask for the export again.");
    }
}
