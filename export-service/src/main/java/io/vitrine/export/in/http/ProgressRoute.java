/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.app.ExportView;
import io.vitrine.export.app.ShowExport;
import io.vitrine.kit.flow.OnContext;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.identity.CurrentCaller;
import io.vitrine.kit.problem.ProblemBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * {@code GET /ext/v1/exports/{id}/progress}: the export each time that something about it has changed, as Server-Sent Events;
 * an event's name is the export's state, its {@code data} the JSON of the export. A comment is sent while nothing changes.
 * Ends when the export has, or when the token expires. 404.
 *
 * <p>A plain route and not a resource: those promise success before they know whether there is an export to tell of.
 */
@ApplicationScoped
class ProgressRoute {

    private static final String PATH = ExportJson.PATH + "/(?<id>[^/]+)/progress";

    private final ShowExport showing;
    private final ObjectMapper json;
    private final Duration interval;
    private final Clock clock = Clock.systemUTC();

    ProgressRoute(ShowExport showing, ObjectMapper json, ExportConfig config) {
        this.showing = showing;
        this.json = json;
        this.interval = config.jobs().progressInterval();
    }

    void init(@Observes Router router) {
        router.getWithRegex(PATH).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        Caller caller = CurrentCaller.of(context);
        var sending = Uni.createFrom()
                .item(() -> Exports.id(context.pathParam("id")))
                .flatMap(id -> showing.show(caller, id).replaceWith(id))
                .onItem()
                .transformToMulti(id -> send(context, caller, id))
                .subscribe()
                .with(
                        sent -> {},
                        e -> ProblemBody.send(context, ExportProblems.of(context, e)),
                        context.response()::end);
        context.response().closeHandler(closed -> sending.cancel());
    }

    private Multi<ExportView> send(RoutingContext context, Caller caller, UUID id) {
        Frames frames = new Frames();
        HttpServerResponse response = context.response().setChunked(true);
        response.putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        return Multi.createFrom()
                .ticks()
                .startingAfter(Duration.ofMillis(1))
                .every(interval)
                .onOverflow()
                .drop()
                .emitOn(OnContext.beside())
                .select()
                .first(timeLeft(context))
                .onItem()
                .transformToUniAndConcatenate(tick -> showing.show(caller, id))
                .onItem()
                .transformToUniAndConcatenate(view -> Uni.createFrom()
                        .completionStage(() -> response.write(frames.next(view)).toCompletionStage())
                        .replaceWith(view))
                .select()
                .first(view -> !view.job().state().ended());
    }

    private Duration timeLeft(RoutingContext context) {
        Duration left = Duration.between(clock.instant(), CurrentCaller.expiryOf(context));
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    /** What one reader is sent. */
    private final class Frames {

        private static final String COMMENT = ": still here\n\n";
        private String last;

        String next(ExportView view) {
            String frame = frame(ExportJson.of(view));
            if (frame.equals(last)) {
                return COMMENT;
            }
            last = frame;
            return frame;
        }

        private String frame(ExportJson export) {
            try {
                return "event: " + export.state() + "\ndata: " + json.writeValueAsString(export) + "\n\n";
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("An export cannot be written", e);
            }
        }
    }
}
