/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.browser;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;

/**
 * Lets pages of the configured origins call the API (CORS, as the Fetch standard has it). The token travels in a header that
 * pages set themselves, so no credentials of the browser are asked for.
 */
@ApplicationScoped
class CrossOrigin {

    /** Preflights carry no token, so they are answered before anybody asks for one. */
    private static final int BEFORE_IDENTITY = 110;

    private static final int PREFLIGHT_SECONDS = 3600;

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.OPTIONS,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE);

    /** What clients of the Image API, of its extensions and of tus send. */
    private static final Set<String> ACCEPTED = Set.of(
            "Accept",
            "Content-Digest",
            "Content-MD5",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "If-Range",
            "Last-Event-ID",
            "Range",
            "Repr-Digest",
            "Tus-Resumable",
            "Upload-Checksum",
            "Upload-Defer-Length",
            "Upload-Length",
            "Upload-Metadata",
            "Upload-Offset",
            "X-Auth-Token",
            "X-HTTP-Method-Override",
            "X-Image-Meta-Store",
            "X-OpenStack-Append",
            "X-OpenStack-Image-Size",
            "X-OpenStack-Request-Id");

    /** What they read of the answers. */
    private static final Set<String> EXPOSED = Set.of(
            "Accept-Patch",
            "Accept-Ranges",
            "Allow",
            "Content-Disposition",
            "Content-MD5",
            "Content-Range",
            "ETag",
            "Location",
            "OpenStack-image-import-methods",
            "OpenStack-image-store-ids",
            "Repr-Digest",
            "Tus-Checksum-Algorithm",
            "Tus-Extension",
            "Tus-Max-Size",
            "Tus-Resumable",
            "Tus-Version",
            "Upload-Defer-Length",
            "Upload-Expires",
            "Upload-Length",
            "Upload-Metadata",
            "Upload-Offset",
            "WWW-Authenticate",
            "X-OpenStack-Request-Id");

    private final BrowserConfig config;

    CrossOrigin(BrowserConfig config) {
        this.config = config;
    }

    void install(@Observes Filters filters) {
        config.origins().map(CrossOrigin::handler).ifPresent(handler -> filters.register(handler, BEFORE_IDENTITY));
    }

    private static Handler<RoutingContext> handler(List<String> origins) {
        CorsHandler known = known(origins);
        return context -> {
            String origin = context.request().getHeader("Origin");
            if (origin == null || origins.contains(origin)) {
                known.handle(context);
            } else {
                ProblemBody.send(
                        context,
                        Problem.of(
                                403,
                                "Pages from " + origin
                                        + " may not call this service: vitrine.browser.origins has to name them."));
            }
        };
    }

    private static CorsHandler known(List<String> origins) {
        return CorsHandler.create()
                .addOrigins(origins)
                .allowedMethods(METHODS)
                .allowedHeaders(ACCEPTED)
                .exposedHeaders(EXPOSED)
                .maxAgeSeconds(PREFLIGHT_SECONDS);
    }
}
