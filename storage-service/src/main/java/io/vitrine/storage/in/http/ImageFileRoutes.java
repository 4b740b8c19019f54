/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.kit.problem.UnexpectedBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * {@code /v2/images/{id}/file}, also under the synonyms {@code /v2.0} to {@code /v2.17}. Raw routes, because the bytes
 * must neither be buffered nor pass through more hands than needed.
 */
@ApplicationScoped
class ImageFileRoutes {

    private static final String PATH = "/v2(?:\\.(?:\\d|1[0-7]))?/images/(?<id>[^/]+)/file";

    private final UploadRoute upload;
    private final DownloadRoute download;

    ImageFileRoutes(UploadRoute upload, DownloadRoute download) {
        this.upload = upload;
        this.download = download;
    }

    void init(@Observes Router router) {
        router.routeWithRegex(HttpMethod.PUT, PATH).handler(upload::handle);
        router.routeWithRegex(HttpMethod.GET, PATH)
                .handler(ImageFileRoutes::refuseBody)
                .handler(download::handle);
        router.routeWithRegex(PATH).handler(ImageFileRoutes::refuseMethod);
    }

    private static void refuseBody(RoutingContext context) {
        if (UnexpectedBody.in(context.request())) {
            ProblemBody.send(context, Problem.of(400, "A body is not expected with this request."));
        } else {
            context.next();
        }
    }

    private static void refuseMethod(RoutingContext context) {
        ProblemBody.send(
                context,
                Problem.of(405, "An image's data is read with GET and written with PUT.")
                        .with("Allow", "GET, PUT"));
    }
}
