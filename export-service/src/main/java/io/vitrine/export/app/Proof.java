/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.domain.Stage;
import io.vitrine.kit.flow.OnContext;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;

/** Something that has to be shown before a result is offered, which is under way beside other work. */
final class Proof {

    private final ExportRun run;
    private final Stage stage;
    private final long size;
    private final DoubleSupplier progress;
    private final CompletableFuture<Void> done;

    /**
     * It began just now.
     *
     * @param size bytes that are looked at
     * @param progress how much of them, from 0 to 1
     * @param done when it is shown; fails with an {@link io.vitrine.export.domain.ExportError} where it is not so
     */
    Proof(ExportRun run, Stage stage, long size, DoubleSupplier progress, CompletableFuture<Void> done) {
        this.run = run;
        this.stage = stage;
        this.size = size;
        this.progress = progress;
        run.times().begin(stage);
        this.done = done.whenComplete((shown, failure) -> run.times().end(stage));
    }

    /** Waits for it: it is the stage that the run is in now. */
    Uni<Void> awaited() {
        return Uni.createFrom().deferred(() -> {
            run.begin(stage, size, progress);
            return Uni.createFrom().completionStage(done).emitOn(OnContext.current());
        });
    }
}
