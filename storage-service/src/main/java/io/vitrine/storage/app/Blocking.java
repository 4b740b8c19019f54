/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.Callable;

/** Calls the store on a worker thread, because it blocks; the result is back on the caller's Vert.x context. */
@ApplicationScoped
class Blocking {

    private final Vertx vertx;

    Blocking(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The call's result. */
    <T> Uni<T> call(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    /** Done when the work is. */
    Uni<Void> run(Work work) {
        return call(() -> {
            work.run();
            return null;
        });
    }

    /** A call of the store. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }
}
