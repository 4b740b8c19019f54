/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.flow.WhileHeld;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.postgres.BlobRepository;
import io.vitrine.storage.out.postgres.ImportJobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Holds an import while it is worked at, with the catalog and against other replicas, and says how far it is. */
@ApplicationScoped
class KeepImport {

    private static final Logger LOG = Logger.getLogger(KeepImport.class);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final CatalogClient catalog;
    private final Transactions transactions;
    private final ImportJobRepository jobs;
    private final BlobRepository blobs;
    private final StorageConfig.Import config;

    KeepImport(
            CatalogClient catalog,
            Transactions transactions,
            ImportJobRepository jobs,
            BlobRepository blobs,
            StorageConfig config) {
        this.catalog = catalog;
        this.transactions = transactions;
        this.jobs = jobs;
        this.blobs = blobs;
        this.config = config.imports();
    }

    /** The work's result; fails, and cancels the work, once the image is deleted or another replica has taken the job. */
    <T> Uni<T> during(ImportRun run, Uni<T> work) {
        return new WhileHeld(
                        () -> report(run),
                        StorageError.LeaseLost.class,
                        e -> LOG.warnf(
                                "Cannot say how far an import is, trying again imageId=%s task=%s: %s",
                                run.job().imageId(), run.job().lease(), e.getMessage()))
                .during(work, AT_ONCE, config.progressInterval());
    }

    private Uni<Void> hold(ImportRun run) {
        return transactions
                .run(tx -> jobs.postpone(tx, run.job(), config.claim())
                        .call(() -> blobs.keep(tx, run.job().lease(), config.claim())))
                .invoke(held -> {
                    if (!held) {
                        throw new StorageError.LeaseLost("Another replica has taken the import.");
                    }
                })
                .replaceWithVoid();
    }

    /** Makes sure that the job is still this replica's, keeps it for a while, and says how far it is. */
    Uni<Void> report(ImportRun run) {
        return hold(run).chain(() -> catalog.progress(run.job().lease(), run.progress()));
    }
}
