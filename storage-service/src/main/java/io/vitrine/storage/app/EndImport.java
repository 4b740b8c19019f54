/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.ImportProgress;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.ImportJob;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.postgres.BlobRepository;
import io.vitrine.storage.out.postgres.ImportJobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Puts away what an import leaves, however it ended. */
@ApplicationScoped
class EndImport {

    private final Transactions transactions;
    private final ImportJobRepository jobs;
    private final BlobRepository blobs;
    private final EndUpload ending;
    private final CatalogClient catalog;
    private final StorageConfig.Import config;

    EndImport(
            Transactions transactions,
            ImportJobRepository jobs,
            BlobRepository blobs,
            EndUpload ending,
            CatalogClient catalog,
            StorageConfig config) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.blobs = blobs;
        this.ending = ending;
        this.catalog = catalog;
        this.config = config.imports();
    }

    /**
     * Removes what an earlier attempt had not finished. Copies that it had finished stay until the import is over: a
     * replica that is slow but not dead may be completing them just now.
     */
    Uni<Void> discardUnfinished(UUID lease) {
        return transactions
                .run(tx -> blobs.unfinished(tx, lease))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(ending::discard)
                .onItem()
                .ignoreAsUni();
    }

    /** The catalog has the copies: they stay. */
    Uni<Void> completed(UUID lease, UploadResult result) {
        List<UUID> keys = result.copies().stream().map(Copy::blob).toList();
        return Multi.createFrom()
                .iterable(keys)
                .onItem()
                .transformToUniAndConcatenate(ending::keep)
                .onItem()
                .ignoreAsUni()
                .chain(() -> over(lease));
    }

    /**
     * It is to be tried again after the pause, by whoever comes first. That may be long after, so the catalog is told to
     * wait; where it cannot be told, this fails, and the job is due after the pause all the same.
     */
    Uni<Void> tryAgain(ImportJob job, Duration pause, String reason) {
        return transactions
                .run(tx -> jobs.postpone(tx, job, pause))
                .flatMap(held -> held
                        ? catalog.progress(job.lease(), ImportProgress.waiting(reason))
                        : Uni.createFrom().voidItem());
    }

    /** Nothing more is to be done; what is left of it is looked at by the reconciler at once. */
    Uni<Void> over(UUID lease) {
        return transactions.run(tx -> jobs.remove(tx, lease).chain(() -> blobs.recheckLease(tx, lease)));
    }

    /** It failed for good, unless another has taken it since, who may yet do it. */
    Uni<Void> failed(ImportJob job, String reason) {
        return transactions
                .run(tx -> jobs.postpone(tx, job, config.claim()))
                .flatMap(held -> held
                        ? catalog.abort(job.lease(), reason).chain(outcome -> over(job.lease()))
                        : Uni.createFrom().voidItem());
    }

    /** Nothing more is to be done by whoever took it so; unless another has taken it since, whose it is to end. */
    Uni<Void> over(ImportJob job) {
        return transactions.run(tx -> jobs.remove(tx, job)
                .flatMap(removed -> removed
                        ? blobs.recheckLease(tx, job.lease())
                        : Uni.createFrom().voidItem()));
    }
}
