/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vitrine.kit.flow.OnContext;
import java.util.concurrent.Callable;

/** Work that takes its time, on a thread for that; the result is back on the caller's Vert.x context. */
final class Blocking {

    private Blocking() {}

    /** The call's result. */
    static <T> Uni<T> call(Callable<T> work) {
        return Uni.createFrom()
                .deferred(() -> Uni.createFrom()
                        .item(() -> {
                            try {
                                return work.call();
                            } catch (RuntimeException e) {
                                throw e;
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .emitOn(OnContext.current()));
    }

    /** Done when the work is. */
    static Uni<Void> run(Runnable work) {
        return call(() -> {
            work.run();
            return null;
        });
    }
}
