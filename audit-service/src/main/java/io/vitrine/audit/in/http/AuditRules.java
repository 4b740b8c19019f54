/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.http;

import io.vertx.ext.web.RoutingContext;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * What a JAX-RS server would leave out or be more lenient about: a refused method is told which there are (RFC 9110,
 * 15.5.6), and a trailing slash is another address.
 */
class AuditRules {

    private static final String TRAIL = "/ext/v1/audit/";
    private static final Map<String, List<String>> ALLOWED = Map.of(
            TRAIL + "events", List.of("GET", "HEAD"),
            TRAIL + "gaps", List.of("GET", "HEAD"),
            TRAIL + "stream", List.of("GET"));

    @ServerRequestFilter(preMatching = true)
    Optional<Response> check(ContainerRequestContext request, RoutingContext context) {
        return problem(context.normalizedPath(), request.getMethod())
                .map(problem -> ProblemBody.response(problem, request.getHeaderString(HttpHeaders.ACCEPT)));
    }

    private static Optional<Problem> problem(String path, String method) {
        if (path.startsWith(TRAIL) && path.endsWith("/")) {
            return Optional.of(Problem.of(404, "The resource could not be found."));
        }
        return Optional.ofNullable(ALLOWED.get(path))
                .filter(allowed -> !allowed.contains(method))
                .map(allowed -> Problem.of(405, "The method " + method + " is not allowed for this resource.")
                        .with(HttpHeaders.ALLOW, String.join(", ", allowed)));
    }
}
