/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.vertx.ext.web.RoutingContext;
import io.vitrine.kit.identity.CurrentCaller;
import io.vitrine.kit.problem.Problem;
import io.vitrine.storage.domain.StorageError;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;

/** The one table from this service's errors to HTTP. */
final class StorageProblems {

    private static final Logger LOG = Logger.getLogger(StorageProblems.class);

    private StorageProblems() {}

    /** What to answer; what nobody foresaw is logged and answered as a service that does not work now. */
    static Problem of(RoutingContext context, Throwable e) {
        if (e instanceof StorageError error) {
            return of(error);
        }
        String requestId = CurrentCaller.of(context).requestId();
        if (e instanceof IOException || e instanceof UncheckedIOException) {
            LOG.warnf("A store failed correlationId=%s path=%s: %s", requestId, context.normalizedPath(), e);
            return Problem.of(
                    503, "The store fails just now, try again shortly; the log has it under " + requestId + ".");
        }
        LOG.errorf(e, "Unexpected error correlationId=%s path=%s", requestId, context.normalizedPath());
        return Problem.of(503, "The image's data cannot be handled just now; the log has it under " + requestId + ".");
    }

    private static Problem of(StorageError error) {
        return switch (error) {
            case StorageError.Invalid invalid -> Problem.of(400, invalid.getMessage());
            case StorageError.RangeNotSatisfiable range ->
                Problem.of(416, range.getMessage()).with("Content-Range", "bytes */" + range.size());
            case StorageError.PreconditionFailed failed -> Problem.of(412, failed.getMessage());
            case StorageError.TooLarge tooLarge -> Problem.of(413, tooLarge.getMessage());
            case StorageError.BadSignature bad -> Problem.of(400, bad.getMessage());
            case StorageError.WrongContent wrong -> Problem.of(415, wrong.getMessage());
            case StorageError.Refused refused -> Problem.of(refused.status(), refused.getMessage());
            case StorageError.LeaseLost lost -> Problem.of(410, lost.getMessage());
            case StorageError.BodyBroken broken -> Problem.of(408, broken.getMessage());
            case StorageError.Unavailable unavailable -> Problem.of(503, unavailable.getMessage());
        };
    }
}
