/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.kit.problem.ProblemException;
import io.vitrine.kit.problem.UnreadBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The first thing every request meets: it gets an id, and where its path asks for one, a {@link Caller}. Version
 * discovery and health are open, as the clients need them before they have a token.
 */
@ApplicationScoped
class Edge {

    private static final Logger LOG = Logger.getLogger(Edge.class);
    private static final int BEFORE_ALL_ANSWERS = 120;
    private static final int BEFORE_ALL_ROUTES = 100;
    private static final Pattern PROTECTED = Pattern.compile("/(v2(\\.\\d+)?|ext|internal)/.+");

    private final TokenValidator tokens;
    private final IdentityConfig config;
    private final Clock clock = Clock.systemUTC();

    Edge(TokenValidator tokens, IdentityConfig config) {
        this.tokens = tokens;
        this.config = config;
    }

    void install(@Observes Filters filters) {
        filters.register(Edge::giveId, BEFORE_ALL_ANSWERS);
        filters.register(this::handle, BEFORE_ALL_ROUTES);
    }

    private static void giveId(RoutingContext context) {
        context.response().putHeader(RequestHead.REQUEST_ID, RequestHead.id(context.request()));
        context.next();
    }

    private void handle(RoutingContext context) {
        Optional<Problem> refusal = RequestHead.refusal(context.request());
        if (refusal.isPresent()) {
            refuse(context, new ProblemException(refusal.get()));
            return;
        }
        if (!isDecodable(context)) {
            ProblemBody.send(context, Problem.of(400, "The path has a % that does not begin an encoded octet."));
            return;
        }
        if (!PROTECTED.matcher(context.normalizedPath()).matches() && !namesVersion(context)) {
            context.next();
            return;
        }
        admit(context);
    }

    private static String requestId(RoutingContext context) {
        return context.response().headers().get(RequestHead.REQUEST_ID);
    }

    private static boolean isDecodable(RoutingContext context) {
        try {
            return context.normalizedPath() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    // The Image API lets the accepted media type name the version instead of the path.
    private static boolean namesVersion(RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        return accept != null && accept.contains("application/vnd.openstack.images-v2");
    }

    private void admit(RoutingContext context) {
        context.request().pause();
        Context here = Vertx.currentContext();
        identify(context)
                .emitOn(task -> here.runOnContext(ignored -> task.run()))
                .subscribe()
                .with(
                        token -> {
                            String requestId = requestId(context);
                            String address = context.request().remoteAddress().hostAddress();
                            CurrentCaller.put(context, token.caller(requestId, address), token.expiresAt());
                            context.request().resume();
                            context.next();
                        },
                        e -> refuse(context, e));
    }

    private Uni<Token> identify(RoutingContext context) {
        String user = context.request().getHeader("X-Auth-Token");
        if (!context.normalizedPath().startsWith("/internal/")) {
            return token(user);
        }
        return token(context.request().getHeader("X-Service-Token")).flatMap(service -> {
            if (service.roles().contains("service")) {
                return user == null ? Uni.createFrom().item(service) : token(user);
            }
            throw new ProblemException(Problem.of(403, "X-Service-Token lacks the role service."));
        });
    }

    private Uni<Token> token(String token) {
        if (token == null || token.isBlank()) {
            return Uni.createFrom().failure(new InvalidToken());
        }
        return tokens.validate(token).invoke(valid -> {
            if (!valid.expiresAt().isAfter(clock.instant())) {
                throw new InvalidToken();
            }
        });
    }

    private void refuse(RoutingContext context, Throwable e) {
        tell(context, e);
        UnreadBody.discard(context);
    }

    private void tell(RoutingContext context, Throwable e) {
        switch (e) {
            case ProblemException problem -> ProblemBody.send(context, problem.problem());
            case InvalidToken invalid ->
                ProblemBody.send(
                        context,
                        Problem.of(401, invalid.getMessage())
                                .with("WWW-Authenticate", "Keystone uri=\"" + config.publicUrl() + "\""));
            default -> {
                LOG.warnf(e, "Cannot validate a token correlationId=%s", requestId(context));
                ProblemBody.send(
                        context, Problem.of(503, "The identity service cannot be asked just now; try again shortly."));
            }
        }
    }
}
