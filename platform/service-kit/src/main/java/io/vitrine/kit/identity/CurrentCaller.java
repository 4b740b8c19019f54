/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/** The caller of the request being answered: injected into JAX-RS resources, asked of the context by raw routes. */
@RequestScoped
public class CurrentCaller {

    private static final String KEY = Caller.class.getName();

    private final RoutingContext context;

    CurrentCaller(RoutingContext context) {
        this.context = context;
    }

    static void put(RoutingContext context, Caller caller) {
        context.put(KEY, caller);
    }

    /** The caller of a request on a path that needs a token. */
    public static Caller of(RoutingContext context) {
        return context.get(KEY);
    }

    /** The caller of this request. */
    public Caller get() {
        return of(context);
    }
}
