/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.export.app.FetchArtefact;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * {@code GET /ext/v1/exports/{id}/file}: the result or one range of it, as storage sends it; HEAD tells the same without the
 * data. Answers 200, 206, 304, 412, 416 by RFC 9110; 403 or 404 where the image may not be read any more, 404, 409 while
 * there is no result, 410 when there is none any more, 503.
 *
 * <p>A gateway that says X-Sendfile-Type is told the name of a file where storage has one, and sends it itself.
 */
@ApplicationScoped
class FileRoute {

    private static final String PATH = ExportJson.PATH + "/(?<id>[^/]+)/file";
    private static final List<String> PASSED_ON =
            List.of("Range", "If-Range", "If-Match", "If-None-Match", "X-Sendfile-Type");
    private static final List<String> PASSED_BACK = List.of(
            "Content-Length",
            "Content-Range",
            "Content-MD5",
            "Repr-Digest",
            "ETag",
            "Accept-Ranges",
            "Cache-Control",
            "X-Sendfile");

    private final FetchArtefact fetching;

    FileRoute(FetchArtefact fetching) {
        this.fetching = fetching;
    }

    void init(@Observes Router router) {
        router.getWithRegex(PATH).method(HttpMethod.HEAD).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Uni.createFrom()
                .deferred(() -> fetching.open(
                        Exports.id(context.pathParam("id")),
                        Exports.requester(context),
                        request.method(),
                        passedOn(request)))
                .subscribe()
                .with(opened -> answer(context, opened), e -> ProblemBody.send(context, ExportProblems.of(context, e)));
    }

    private static MultiMap passedOn(HttpServerRequest request) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        PASSED_ON.forEach(name -> headers.add(name, request.headers().getAll(name)));
        return headers;
    }

    private static void answer(RoutingContext context, FetchArtefact.Opened opened) {
        HttpClientResponse from = opened.answer();
        int status = from.statusCode();
        if (status >= 500 || status == 401 || status == 403 || status == 404) {
            from.resume();
            ProblemBody.send(context, Problem.of(503, "The result cannot be read just now; try again shortly."));
            return;
        }
        HttpServerResponse response = context.response().setStatusCode(status);
        PASSED_BACK.forEach(name -> {
            if (from.getHeader(name) != null) {
                response.putHeader(name, from.getHeader(name));
            }
        });
        if (status < 300) {
            response.putHeader("Content-Type", "application/octet-stream")
                    .putHeader(
                            "Content-Disposition", ResultName.of(opened.job()).disposition());
        }
        if (context.request().method().equals(HttpMethod.HEAD) || from.getHeader("X-Sendfile") != null) {
            from.resume();
            response.end();
            return;
        }
        from.pipeTo(response).onFailure(broken -> context.request().connection().close());
    }
}
