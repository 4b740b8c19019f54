/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;

/** The caller of the request being answered: injected into JAX-RS resources, asked of the context by raw routes. */
@RequestScoped
public class CurrentCaller {

    private static final String KEY = Caller.class.getName();
    private static final String EXPIRY = KEY + ".expiry";

    private final RoutingContext context;

    CurrentCaller(RoutingContext context) {
        this.context = context;
    }

    static void put(RoutingContext context, Caller caller, Instant expiry) {
        context.put(KEY, caller);
        context.put(EXPIRY, expiry);
    }

    /** The caller of a request on a path that needs a token. */
    public static Caller of(RoutingContext context) {
        return context.get(KEY);
    }

    /** The caller of this request. */
    public Caller get() {
        return of(context);
    }

    /** When the token of a request expires: an answer without end must have ended by then. */
    public static Instant expiryOf(RoutingContext context) {
        return context.get(EXPIRY);
    }
}
