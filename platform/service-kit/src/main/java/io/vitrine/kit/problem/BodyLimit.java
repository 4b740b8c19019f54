/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.problem;

import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses in words, with 413, what {@code quarkus.http.limits.max-body-size} forbids: Quarkus has none. Does nothing where
 * that is not set.
 */
@ApplicationScoped
class BodyLimit {

    private static final int AFTER_THE_EDGE = -90;
    private static final int TOO_LARGE = 413;

    private final VertxHttpConfig http;

    BodyLimit(VertxHttpConfig http) {
        this.http = http;
    }

    void install(@Observes Router router) {
        http.limits().maxBodySize().ifPresent(most -> limit(router, most.asLongValue()));
    }

    private void limit(Router router, long most) {
        BodyHandler bodies = BodyHandler.create(false).setBodyLimit(most);
        router.route()
                .order(AFTER_THE_EDGE)
                .handler(context -> {
                    if (mayBeLarger(context.request(), most)) {
                        bodies.handle(context);
                    } else {
                        context.next();
                    }
                })
                .failureHandler(context -> refuse(context, most));
    }

    private static boolean mayBeLarger(HttpServerRequest request, long most) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                : Long.parseLong(length) > most;
    }

    private static void refuse(RoutingContext context, long most) {
        if (context.statusCode() != TOO_LARGE) {
            context.next();
            return;
        }
        ProblemBody.send(context, Problem.of(TOO_LARGE, "The body may have " + most + " bytes at most."));
        UnreadBody.discard(context);
    }
}
