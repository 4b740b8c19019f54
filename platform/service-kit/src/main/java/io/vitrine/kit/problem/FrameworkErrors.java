/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Gives every error that no resource answered itself the body of {@link ProblemBody}. What nobody expected becomes a
 * 500 that carries nothing but the request's id, under which it is logged.
 */
class FrameworkErrors {

    private static final Logger LOG = Logger.getLogger(FrameworkErrors.class);

    @ServerExceptionMapper
    Response problem(ProblemException e, HttpHeaders headers) {
        return ProblemBody.response(e.problem(), accept(headers));
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException e, HttpHeaders headers) {
        return ProblemBody.response(
                Problem.of(400, "The body is not the JSON that this call takes: " + e.getOriginalMessage()),
                accept(headers));
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e, HttpHeaders headers) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json, headers);
        }
        Response given = e.getResponse();
        Problem problem = Problem.of(given.getStatus(), message(given.getStatus()));
        String allow = given.getHeaderString(HttpHeaders.ALLOW);
        return ProblemBody.response(allow == null ? problem : problem.with(HttpHeaders.ALLOW, allow), accept(headers));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, RoutingContext context, HttpHeaders headers) {
        String requestId = context.response().headers().get("X-Openstack-Request-Id");
        if (Outage.causes(e)) {
            LOG.warnf("The database is away correlationId=%s: %s", requestId, e.getMessage());
            return ProblemBody.response(
                    Problem.of(503, "The service cannot reach its database just now; try again shortly."),
                    accept(headers));
        }
        LOG.errorf(e, "Unexpected error correlationId=%s path=%s", requestId, context.normalizedPath());
        return ProblemBody.response(
                Problem.of(500, "Something went wrong here; the log has it under " + requestId + "."), accept(headers));
    }

    private static String accept(HttpHeaders headers) {
        return headers.getHeaderString(HttpHeaders.ACCEPT);
    }

    private static String message(int status) {
        return switch (status) {
            case 404 -> "The resource could not be found.";
            case 405 -> "The method is not allowed for this resource; the Allow header lists those that are.";
            case 406 -> "The resource is not available in a form that the Accept header takes.";
            case 413 -> "The body is larger than this call takes.";
            case 415 -> "The body's Content-Type is not one that this call takes.";
            default -> Problem.of(status, "").title().toLowerCase(Locale.ROOT);
        };
    }
}
