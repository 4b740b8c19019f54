/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import io.vertx.ext.web.RoutingContext;
import io.vitrine.export.domain.ExportError;
import io.vitrine.kit.peer.PeerError;
import io.vitrine.kit.problem.Outage;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.kit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one table from this service's errors to HTTP. */
class ExportProblems {

    private static final Logger LOG = Logger.getLogger(ExportProblems.class);

    @ServerExceptionMapper
    Response refusal(ExportError error, HttpHeaders headers) {
        return ProblemBody.response(of(error), headers.getHeaderString(HttpHeaders.ACCEPT));
    }

    @ServerExceptionMapper
    Response refusal(PeerError error, HttpHeaders headers) {
        return ProblemBody.response(of(error), headers.getHeaderString(HttpHeaders.ACCEPT));
    }

    /** What a plain route answers. */
    static Problem of(RoutingContext context, Throwable error) {
        return switch (error) {
            case ExportError known -> of(known);
            case PeerError known -> of(known);
            case ProblemException known -> known.problem();
            default -> unexpected(context, error);
        };
    }

    private static Problem unexpected(RoutingContext context, Throwable error) {
        String requestId = context.response().headers().get("X-Openstack-Request-Id");
        if (Outage.causes(error)) {
            LOG.warnf("Something is away correlationId=%s: %s", requestId, error.getMessage());
            return Problem.of(503, "The service cannot answer just now; try again shortly.");
        }
        LOG.errorf(error, "Unexpected error correlationId=%s path=%s", requestId, context.normalizedPath());
        return Problem.of(500, "Something went wrong here; the log has it under " + requestId + ".");
    }

    private static Problem of(ExportError error) {
        int status = switch (error) {
            case ExportError.Invalid invalid -> 400;
            case ExportError.Forbidden forbidden -> 403;
            case ExportError.NotFound notFound -> 404;
            case ExportError.Conflict conflict -> 409;
            case ExportError.LeaseLost lost -> 409;
            case ExportError.Gone gone -> 410;
            case ExportError.Impossible impossible -> 422;
            case ExportError.KeyReused reused -> 422;
            case ExportError.TooMany many -> 429;
            case ExportError.Unavailable unavailable -> 503;
        };
        return Problem.of(status, error.getMessage());
    }

    private static Problem of(PeerError error) {
        return switch (error) {
            case PeerError.Refused refused -> Problem.of(refused.status(), refused.getMessage());
            case PeerError.Unavailable unavailable -> Problem.of(503, unavailable.getMessage());
        };
    }
}
