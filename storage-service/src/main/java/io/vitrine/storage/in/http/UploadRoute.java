/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.kit.peer.Requester;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.app.Body;
import io.vitrine.storage.app.ReceiveUpload;
import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.StorageError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;

/**
 * {@code PUT /v2/images/{id}/file}: the body, of known length or chunked, becomes the image's data. Answers 204; 400 for a
 * size or a digest that is not the announced one or a store there is not, 404, 408 for a sender that falls silent, 409 for an image that has data, 410 for
 * one deleted meanwhile, 413 for too many bytes, 415, 503.
 *
 * <p>{@code PUT /v2/images/{id}/stage}: the same, and the data waits for an import; 409 unless the image is queued.
 */
@ApplicationScoped
class UploadRoute {

    private static final String OCTETS = "application/octet-stream";
    private static final String STORE = "X-Image-Meta-Store";

    private final ReceiveUpload receive;
    private final Vertx vertx;
    private final StorageConfig.Upload config;

    UploadRoute(ReceiveUpload receive, Vertx vertx, StorageConfig config) {
        this.receive = receive;
        this.vertx = vertx;
        this.config = config.upload();
    }

    void upload(RoutingContext context) {
        String store = context.request().getHeader(STORE);
        take(context, (image, announced, user, body) -> receive.receive(image, announced, store, user, body));
    }

    void stage(RoutingContext context) {
        take(context, receive::stage);
    }

    private void take(RoutingContext context, Taker taker) {
        RequestBody body = new RequestBody(context.request(), vertx, config.idleTimeout());
        if (!hasType(context.request(), OCTETS)) {
            refuse(context, body, Problem.of(415, "An image's data has the Content-Type " + OCTETS + "."));
            return;
        }
        try {
            taker.take(
                            FileRequest.imageId(context),
                            AnnouncedBody.of(context.request()),
                            FileRequest.requester(context),
                            body)
                    .subscribe()
                    .with(
                            done -> context.response().setStatusCode(204).end(),
                            e -> refuse(context, body, StorageProblems.of(context, e)));
        } catch (StorageError e) {
            refuse(context, body, StorageProblems.of(context, e));
        }
    }

    /** Answers with a problem, and lets the sender get to read it. */
    static void refuse(RoutingContext context, RequestBody body, Problem problem) {
        ProblemBody.send(context, problem.with("Connection", "close"));
        body.discard();
    }

    /** Whether the body is of that type, whatever its parameters. */
    static boolean hasType(HttpServerRequest request, String expected) {
        String type = request.getHeader("Content-Type");
        return type != null
                && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(expected);
    }

    /** What becomes of a body. */
    @FunctionalInterface
    private interface Taker {
        Uni<Void> take(UUID image, Announcement announced, Requester user, Body body);
    }
}
