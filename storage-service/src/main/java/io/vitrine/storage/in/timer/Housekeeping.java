/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.timer;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vitrine.storage.app.ClearArtefacts;
import io.vitrine.storage.app.PurgeBlobs;
import io.vitrine.storage.app.Reconcile;
import io.vitrine.storage.app.SweepCopies;
import io.vitrine.storage.app.TakeImports;
import io.vitrine.storage.app.TendResumable;
import jakarta.enterprise.context.ApplicationScoped;

/** What is done without being asked. Every replica does it; the rounds share the work by claims in the database. */
@ApplicationScoped
class Housekeeping {

    private final Reconcile reconcile;
    private final PurgeBlobs purge;
    private final TakeImports imports;
    private final SweepCopies sweep;
    private final TendResumable resumable;
    private final ClearArtefacts artefacts;

    Housekeeping(
            Reconcile reconcile,
            PurgeBlobs purge,
            TakeImports imports,
            SweepCopies sweep,
            TendResumable resumable,
            ClearArtefacts artefacts) {
        this.reconcile = reconcile;
        this.purge = purge;
        this.imports = imports;
        this.sweep = sweep;
        this.resumable = resumable;
        this.artefacts = artefacts;
    }

    @Scheduled(every = "${vitrine.storage.import.interval:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> imports() {
        return imports.round();
    }

    @Scheduled(every = "${vitrine.storage.reconcile.interval:10s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> reconcile() {
        return reconcile.round();
    }

    @Scheduled(every = "${vitrine.storage.purge.interval:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> purge() {
        return purge.round().chain(artefacts::round);
    }

    @Scheduled(every = "${vitrine.storage.resumable.interval:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> resumable() {
        return resumable.round();
    }

    @Scheduled(every = "${vitrine.storage.sweep.interval:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweep.round();
    }
}
