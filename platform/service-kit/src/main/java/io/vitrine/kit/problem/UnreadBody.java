/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.problem;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** What is still to come of a body when its request is answered: many clients read no answer before they have sent it all. */
public final class UnreadBody {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private UnreadBody() {}

    /**
     * Lets the rest come and forgets it. To be called on the request's own context. Where the connection ends with the answer,
     * Vert.x closes it only once the rest has come.
     *
     * @param longest the connection is cut where the rest takes longer
     */
    public static void discard(HttpServerRequest request, Vertx vertx, Duration longest) {
        if (request.isEnded()) {
            return;
        }
        long cut =
                vertx.setTimer(longest.toMillis(), late -> request.connection().close());
        request.handler(chunk -> {})
                .endHandler(end -> vertx.cancelTimer(cut))
                .exceptionHandler(e -> vertx.cancelTimer(cut))
                .resume();
    }

    /** The same for a request that is refused, of whose body nothing is wanted: for 30 seconds. */
    public static void discard(RoutingContext context) {
        discard(context.request(), context.vertx(), LONGEST);
    }
}
