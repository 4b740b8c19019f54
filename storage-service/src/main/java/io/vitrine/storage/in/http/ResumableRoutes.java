/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.storage.domain.UploadChecksum;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** The addresses of uploads that may be resumed, by the protocol tus (https://tus.io), version 1.0.0. */
@ApplicationScoped
class ResumableRoutes {

    static final String PATH = "/ext/v1/uploads";

    private static final String ALL = PATH + "/?";
    private static final String ONE = PATH + "/(?<id>[^/]+)";
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String VERSION = "1.0.0";
    private static final String EXTENSIONS =
            "creation,creation-defer-length,creation-with-upload,termination,checksum,expiration";

    private final ResumableRoute uploads;
    private final PartRoute parts;

    ResumableRoutes(ResumableRoute uploads, PartRoute parts) {
        this.uploads = uploads;
        this.parts = parts;
    }

    void init(@Observes Router router) {
        for (String path : List.of(ALL, ONE)) {
            router.optionsWithRegex(path).handler(ImageFileRoutes::refuseBody).handler(ResumableRoutes::options);
        }
        spoken(router.postWithRegex(ALL)).handler(parts::create);
        ImageFileRoutes.refuseOtherMethods(router, ALL, "POST, OPTIONS");
        router.getWithRegex(ONE).handler(ImageFileRoutes::refuseBody).handler(uploads::show);
        spoken(router.headWithRegex(ONE)).handler(ImageFileRoutes::refuseBody).handler(uploads::head);
        spoken(router.patchWithRegex(ONE)).handler(parts::append);
        spoken(router.deleteWithRegex(ONE)).handler(ImageFileRoutes::refuseBody).handler(uploads::terminate);
        ImageFileRoutes.refuseOtherMethods(router, ONE, "GET, HEAD, PATCH, DELETE, OPTIONS");
    }

    private static Route spoken(Route route) {
        return route.handler(ResumableRoutes::requireVersion);
    }

    private static void requireVersion(RoutingContext context) {
        context.response().putHeader(RESUMABLE, VERSION);
        if (VERSION.equals(context.request().getHeader(RESUMABLE))) {
            context.next();
        } else {
            ProblemBody.send(
                    context,
                    Problem.of(412, RESUMABLE + " has to say " + VERSION + ".").with("Tus-Version", VERSION));
        }
    }

    private static void options(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader(RESUMABLE, VERSION)
                .putHeader("Tus-Version", VERSION)
                .putHeader("Tus-Extension", EXTENSIONS)
                .putHeader("Tus-Checksum-Algorithm", UploadChecksum.ALGORITHMS)
                .setStatusCode(204)
                .end();
    }
}
