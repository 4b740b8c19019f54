/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.flow.Backoff;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.ImportJob;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.catalog.CatalogClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Does an import that this replica took. What may pass is tried again, later and perhaps by another replica; what will
 * not ends the import with its reason. Whatever happens, no copy is left that the catalog does not know.
 */
@ApplicationScoped
class DoImport {

    private static final Logger LOG = Logger.getLogger(DoImport.class);

    private final CatalogClient catalog;
    private final KeepImport keeping;
    private final BringCopies copies;
    private final EndImport ending;
    private final StorageConfig.Import config;

    DoImport(CatalogClient catalog, KeepImport keeping, BringCopies copies, EndImport ending, StorageConfig config) {
        this.catalog = catalog;
        this.keeping = keeping;
        this.copies = copies;
        this.ending = ending;
        this.config = config.imports();
    }

    /** One attempt. Never fails: what goes wrong is logged, and ends the import or is tried again. */
    Uni<Void> attempt(ImportJob job) {
        return catalog.importOrder(job.lease())
                .map(order -> new ImportRun(job, order))
                .call(() -> ending.discardUnfinished(job.lease()))
                .flatMap(this::bring)
                .onFailure(StorageError.LeaseLost.class)
                .recoverWithUni(over -> {
                    LOG.infof(
                            "An import is over imageId=%s task=%s: %s", job.imageId(), job.lease(), over.getMessage());
                    return ending.over(job);
                })
                .onFailure()
                .recoverWithUni(e -> failed(job, e))
                .onFailure()
                .invoke(e -> LOG.warnf(
                        e, "An import's end is left to a later round imageId=%s task=%s", job.imageId(), job.lease()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> bring(ImportRun run) {
        ImportJob job = run.job();
        return keeping.during(run, copies.bring(run))
                .call(() -> keeping.report(run))
                .call(result -> catalog.complete(job.lease(), result, config.claim()))
                .invoke(result -> LOG.infof(
                        "Imported imageId=%s task=%s bytes=%d stores=%s",
                        job.imageId(), job.lease(), result.size(), result.copies()))
                .chain(result -> ending.completed(job.lease(), result));
    }

    private Uni<Void> failed(ImportJob job, Throwable failure) {
        String reason = failure instanceof StorageError known ? known.getMessage() : "The data could not be imported.";
        if (mayPass(failure) && job.attempt() < config.attempts()) {
            Duration pause = new Backoff(config.retry(), config.longestRetry()).after(job.attempt());
            LOG.warnf(
                    "An import failed, trying again in %d s imageId=%s task=%s attempt=%d: %s",
                    pause.toSeconds(), job.imageId(), job.lease(), job.attempt(), failure);
            return ending.tryAgain(job, pause, reason);
        }
        LOG.warnf(failure, "An import failed for good imageId=%s task=%s", job.imageId(), job.lease());
        return ending.failed(job, reason);
    }

    /** Whether it may go well at another time. */
    static boolean mayPass(Throwable failure) {
        return !(failure instanceof StorageError)
                || failure instanceof StorageError.Unavailable
                || failure instanceof StorageError.BodyBroken;
    }
}
