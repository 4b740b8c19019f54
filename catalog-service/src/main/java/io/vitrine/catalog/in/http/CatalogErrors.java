/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Which status each of the catalog's refusals has. */
class CatalogErrors {

    @ServerExceptionMapper
    Response refusal(CatalogError error, HttpHeaders headers) {
        int status = switch (error) {
            case CatalogError.Invalid invalid -> 400;
            case CatalogError.Forbidden forbidden -> 403;
            case CatalogError.NotFound notFound -> 404;
            case CatalogError.Conflict conflict -> 409;
            case CatalogError.LeaseGone gone -> 410;
            case CatalogError.Changed changed -> 412;
            case CatalogError.LimitExceeded exceeded -> 413;
            case CatalogError.QuotaExceeded exceeded -> 413;
        };
        return ProblemBody.response(
                Problem.of(status, error.getMessage()), headers.getHeaderString(HttpHeaders.ACCEPT));
    }
}
