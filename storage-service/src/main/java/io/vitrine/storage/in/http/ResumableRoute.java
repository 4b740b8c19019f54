/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.storage.app.KeepResumable;
import io.vitrine.storage.domain.ResumableUpload;
import io.vitrine.storage.domain.ResumableUpload.State;
import io.vitrine.storage.domain.StorageError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * {@code HEAD /ext/v1/uploads/{id}}: where to go on; 200. 404 for another's, 410 for one that came to nothing, 423 while
 * all bytes are here and it is not decided yet whether they become the image's data.
 *
 * <p>{@code GET}: the same for people and scripts, in JSON, with the reason where it came to nothing; 200, 404. The
 * protocol has no such request.
 *
 * <p>{@code DELETE}: gives it up; the image is queued again; 204, 404, 423 while somebody works on it.
 */
@ApplicationScoped
class ResumableRoute {

    private static final int GONE = 410;
    private static final int LOCKED = 423;

    private final KeepResumable keeping;

    ResumableRoute(KeepResumable keeping) {
        this.keeping = keeping;
    }

    void head(RoutingContext context) {
        answer(context, find(context), ResumableRoute::describe);
    }

    void show(RoutingContext context) {
        answer(
                context,
                find(context),
                (response, upload) -> response.putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(json(upload).encode()));
    }

    void terminate(RoutingContext context) {
        Uni<Void> terminated =
                Uni.createFrom().deferred(() -> keeping.terminate(id(context), FileRequest.requester(context)));
        answer(
                context,
                terminated,
                (response, done) -> response.setStatusCode(204).end());
    }

    private Uni<ResumableUpload> find(RoutingContext context) {
        return Uni.createFrom().deferred(() -> keeping.find(id(context), FileRequest.requester(context)));
    }

    private static void describe(HttpServerResponse response, ResumableUpload upload) {
        response.putHeader("Cache-Control", "no-store");
        if (upload.state() == State.COMPLETING || upload.state() == State.FAILED) {
            response.setStatusCode(upload.state() == State.FAILED ? GONE : LOCKED)
                    .end();
            return;
        }
        if (upload.announced().size() == null) {
            response.putHeader("Upload-Defer-Length", "1");
        } else {
            response.putHeader("Upload-Length", Long.toString(upload.announced().size()));
        }
        if (upload.metadata() != null) {
            response.putHeader("Upload-Metadata", upload.metadata());
        }
        progress(response, upload).end();
    }

    /** Says how far an upload is. */
    static HttpServerResponse progress(HttpServerResponse response, ResumableUpload upload) {
        return response.putHeader("Upload-Offset", Long.toString(upload.received()))
                .putHeader(
                        "Upload-Expires",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                upload.expiresAt().atOffset(ZoneOffset.UTC)));
    }

    private static JsonObject json(ResumableUpload upload) {
        JsonObject json = new JsonObject()
                .put("id", upload.id().toString())
                .put("image", upload.lease().imageId().toString())
                .put("store", upload.store())
                .put("status", upload.state().name().toLowerCase(Locale.ROOT))
                .put("offset", upload.received())
                .put("length", upload.announced().size())
                .put("expires_at", upload.expiresAt().toString());
        return upload.failure() == null
                ? json
                : json.put("code", upload.failure().status())
                        .put("reason", upload.failure().reason());
    }

    /** The upload in the path; what cannot be one's id is not found. */
    static UUID id(RoutingContext context) {
        String id = context.pathParam("id");
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new StorageError.Refused(404, "No upload found with ID " + id);
        }
    }

    private static <T> void answer(RoutingContext context, Uni<T> work, Answer<T> form) {
        work.subscribe()
                .with(
                        found -> form.give(context.response(), found),
                        e -> ProblemBody.send(context, StorageProblems.of(context, e)));
    }

    /** How a result is answered. */
    @FunctionalInterface
    private interface Answer<T> {
        void give(HttpServerResponse response, T result);
    }
}
