/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.flow;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** Brings work back to a Vert.x context after it was elsewhere: the database's client lives there. */
public final class OnContext {

    private OnContext() {}

    /** The context that is current now. */
    public static Executor current() {
        return on(Vertx.currentContext());
    }

    /** A context of its own on the same event loop, for transactions beside those of the current one. */
    public static Executor beside() {
        Context own = VertxContext.createNewDuplicatedContext(Vertx.currentContext());
        VertxContextSafetyToggle.setContextSafe(own, true);
        return on(own);
    }

    private static Executor on(Context context) {
        return task -> context.runOnContext(ignored -> task.run());
    }
}
