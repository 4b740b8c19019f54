/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.kit.problem.UnexpectedBody;
import io.vitrine.storage.domain.UploadChecksum;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/** The addresses of uploads that may be resumed, by the protocol tus (https://tus.io), version 1.0.0. */
@ApplicationScoped
class ResumableRoutes {

    static final String PATH = "/ext/v1/uploads";

    private static final String ALL = PATH + "/?";
    private static final String ONE = PATH + "/(?<id>[^/]+)";
    private static final Pattern ANY = Pattern.compile(ALL + "|" + ONE);
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String VERSION = "1.0.0";
    private static final String EXTENSIONS =
            "creation,creation-defer-length,creation-with-upload,termination,checksum,expiration";

    /** Clients ask what there is before they have a token; pages of other origins are known by then. */
    private static final int BEFORE_IDENTITY = 105;

    private final ResumableRoute uploads;
    private final PartRoute parts;

    ResumableRoutes(ResumableRoute uploads, PartRoute parts) {
        this.uploads = uploads;
        this.parts = parts;
    }

    void install(@Observes Filters filters) {
        filters.register(ResumableRoutes::discover, BEFORE_IDENTITY);
    }

    void init(@Observes Router router) {
        spoken(router.postWithRegex(ALL)).handler(parts::create);
        ImageFileRoutes.refuseOtherMethods(router, ALL, "POST, OPTIONS");
        router.getWithRegex(ONE).handler(ImageFileRoutes::refuseBody).handler(uploads::show);
        spoken(router.headWithRegex(ONE)).handler(ImageFileRoutes::refuseBody).handler(uploads::head);
        spoken(router.patchWithRegex(ONE)).handler(parts::append);
        spoken(router.deleteWithRegex(ONE)).handler(ImageFileRoutes::refuseBody).handler(uploads::terminate);
        router.postWithRegex(ONE).handler(this::stoodFor);
        ImageFileRoutes.refuseOtherMethods(router, ONE, "GET, HEAD, PATCH, DELETE, OPTIONS");
    }

    private static Route spoken(Route route) {
        return route.handler(ResumableRoutes::requireVersion);
    }

    private static void requireVersion(RoutingContext context) {
        if (speaks(context)) {
            context.next();
        }
    }

    /** Whether the client's version is ours; it is told where not. */
    private static boolean speaks(RoutingContext context) {
        context.response().putHeader(RESUMABLE, VERSION);
        boolean speaks = VERSION.equals(context.request().getHeader(RESUMABLE));
        if (!speaks) {
            ProblemBody.send(
                    context,
                    Problem.of(412, RESUMABLE + " has to say " + VERSION + ".").with("Tus-Version", VERSION));
        }
        return speaks;
    }

    /** Another request, of a client that can send no other method. */
    private void stoodFor(RoutingContext context) {
        switch (String.valueOf(context.request().getHeader("X-HTTP-Method-Override"))) {
            case "PATCH" -> {
                if (speaks(context)) {
                    parts.append(context);
                }
            }
            case "DELETE" -> {
                if (speaks(context)) {
                    uploads.terminate(context);
                }
            }
            default -> context.next();
        }
    }

    private static void discover(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.method().equals(HttpMethod.OPTIONS)
                || !ANY.matcher(request.path()).matches()) {
            context.next();
        } else if (UnexpectedBody.in(request)) {
            ProblemBody.send(context, Problem.of(400, "A body is not expected with this request."));
        } else {
            describe(context.response());
        }
    }

    private static void describe(HttpServerResponse response) {
        response.putHeader(RESUMABLE, VERSION)
                .putHeader("Tus-Version", VERSION)
                .putHeader("Tus-Extension", EXTENSIONS)
                .putHeader("Tus-Checksum-Algorithm", UploadChecksum.ALGORITHMS)
                .setStatusCode(204)
                .end();
    }
}
