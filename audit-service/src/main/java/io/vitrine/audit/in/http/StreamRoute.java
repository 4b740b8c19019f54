/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vitrine.audit.app.FollowTrail;
import io.vitrine.audit.domain.TrailFilter;
import io.vitrine.audit.domain.UnknownPosition;
import io.vitrine.audit.domain.View;
import io.vitrine.kit.identity.CurrentCaller;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.kit.problem.ProblemException;
import io.vitrine.kit.query.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * {@code GET /ext/v1/audit/stream}: every entry that the caller may see, oldest first, as it comes in, as Server-Sent
 * Events. An event's {@code id} is its position, its {@code event} the fact's type, its {@code data} the JSON of the
 * event list.
 *
 * <p>Begins after the position in {@code Last-Event-ID} (or the parameter {@code last_event_id}; the header counts,
 * because a browser sends it when it connects again), otherwise with what happens next. Filters: {@code image},
 * {@code project}, {@code actor}, {@code type} as for the event list. A comment is sent when nothing else was for a
 * while. The stream ends when the token expires: connect again with a new one and the last id. 400 for a parameter that
 * cannot be understood or a position that the trail does not have, 403 without a reader's role in a project.
 *
 * <p>A plain route and not a resource: those promise success before they know whether there is a stream to begin.
 */
@ApplicationScoped
class StreamRoute {

    private static final Logger LOG = Logger.getLogger(StreamRoute.class);
    private static final String PATH = "/ext/v1/audit/stream";
    private static final Set<String> TAKES = Set.of("image", "project", "actor", "type", "last_event_id");

    private final FollowTrail trail;
    private final EventFrames frames;
    private final Clock clock = Clock.systemUTC();

    StreamRoute(FollowTrail trail, EventFrames frames) {
        this.trail = trail;
        this.frames = frames;
    }

    void install(@Observes Router router) {
        // A plain path would take a trailing slash too, which is another address.
        router.getWithRegex(Pattern.quote(PATH)).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        try {
            View view = Viewer.of(CurrentCaller.of(context));
            Parameters asked = Parameters.of(query(context), TAKES);
            TrailFilter filter = TrailFilters.of(asked);
            var sending = trail.start(after(context, asked))
                    .onItem()
                    .transformToMulti(start -> send(context, filter, view, start))
                    .subscribe()
                    .with(sent -> {}, e -> fail(context, e), context.response()::end);
            context.response().closeHandler(closed -> sending.cancel());
        } catch (ProblemException e) {
            ProblemBody.send(context, e.problem());
        }
    }

    private static Map<String, List<String>> query(RoutingContext context) {
        try {
            MultiMap query = context.queryParams();
            return query.names().stream().collect(Collectors.toMap(name -> name, query::getAll));
        } catch (HttpException e) {
            throw new ProblemException(Problem.of(400, "The query is not percent-encoded UTF-8."));
        }
    }

    private static OptionalLong after(RoutingContext context, Parameters asked) {
        String lastEventId = context.request().getHeader("Last-Event-ID");
        return lastEventId == null
                ? asked.number("last_event_id")
                : OptionalLong.of(Parameters.number("Last-Event-ID", lastEventId));
    }

    /** Sends a page at a time: the next one is read when this one has gone out. */
    private Multi<Void> send(RoutingContext context, TrailFilter filter, View view, long start) {
        HttpServerResponse response = context.response().setChunked(true);
        response.putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        return trail.follow(filter, view, start)
                .select()
                .first(timeLeft(context))
                .onItem()
                .transformToUniAndConcatenate(page -> Uni.createFrom()
                        .completionStage(() -> response.write(frames.of(page)).toCompletionStage()));
    }

    private Duration timeLeft(RoutingContext context) {
        Duration left = Duration.between(clock.instant(), CurrentCaller.expiryOf(context));
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    private static void fail(RoutingContext context, Throwable cause) {
        if (cause instanceof UnknownPosition unknown) {
            ProblemBody.send(context, Problem.of(400, unknown.getMessage()));
            return;
        }
        LOG.warn("A stream broke off; its reader may carry on from the last event it has", cause);
        ProblemBody.send(context, Problem.of(503, "The trail cannot be read just now; try again shortly."));
    }
}
