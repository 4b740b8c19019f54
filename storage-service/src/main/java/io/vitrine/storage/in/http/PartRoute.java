/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.kit.peer.Requester;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.kit.problem.UnexpectedBody;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.app.OpenResumable;
import io.vitrine.storage.app.ReceivePart;
import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.DeclaredDigest;
import io.vitrine.storage.domain.ResumableUpload;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.UploadChecksum;
import io.vitrine.storage.domain.UploadPart;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;

/**
 * {@code POST /ext/v1/uploads}: begins an upload for the image that {@code Upload-Metadata} names, and takes the first part
 * where it comes along; {@code Repr-Digest} declares the whole image's digest. 201; 400, 403, 404, 409, 413, 415 and 503 as
 * for a plain upload.
 *
 * <p>{@code PATCH /ext/v1/uploads/{id}}: takes one more part; 204, with the last one once the image is active. 409 for
 * another offset than the upload is at, 413 for more bytes than it has, 415, 423 while another request works on it, 460 for
 * another checksum; a refusal of the whole is what a plain upload would get.
 */
@ApplicationScoped
class PartRoute {

    private static final String PART = "application/offset+octet-stream";
    private static final Problem NOT_A_PART = Problem.of(415, "A part of an upload has the Content-Type " + PART + ".");

    private final OpenResumable opening;
    private final ReceivePart receiving;
    private final Vertx vertx;
    private final StorageConfig.Upload config;

    PartRoute(OpenResumable opening, ReceivePart receiving, Vertx vertx, StorageConfig config) {
        this.opening = opening;
        this.receiving = receiving;
        this.vertx = vertx;
        this.config = config.upload();
    }

    void create(RoutingContext context) {
        HttpServerRequest request = context.request();
        Requester user = FileRequest.requester(context);
        if (!UnexpectedBody.in(request)) {
            begun(context, user)
                    .flatMap(upload -> upload.isWhole()
                            ? receiving.receive(
                                    upload.id(),
                                    new UploadPart(0, 0L, null, null),
                                    user,
                                    sink -> CompletableFuture.completedFuture(null))
                            : Uni.createFrom().item(upload))
                    .subscribe()
                    .with(
                            upload -> created(context, upload),
                            e -> ProblemBody.send(context, StorageProblems.of(context, e)));
            return;
        }
        RequestBody body = new RequestBody(request, vertx, config.idleTimeout());
        if (!UploadRoute.hasType(request, PART)) {
            UploadRoute.refuse(context, body, NOT_A_PART);
            return;
        }
        begun(context, user)
                .flatMap(upload -> receiving.receive(upload.id(), part(request, 0), user, body))
                .subscribe()
                .with(
                        upload -> created(context, upload),
                        e -> UploadRoute.refuse(context, body, StorageProblems.of(context, e)));
    }

    void append(RoutingContext context) {
        HttpServerRequest request = context.request();
        RequestBody body = new RequestBody(request, vertx, config.idleTimeout());
        if (!UploadRoute.hasType(request, PART)) {
            UploadRoute.refuse(context, body, NOT_A_PART);
            return;
        }
        Uni.createFrom()
                .deferred(() -> receiving.receive(
                        ResumableRoute.id(context),
                        part(request, required(request, "Upload-Offset")),
                        FileRequest.requester(context),
                        body))
                .subscribe()
                .with(
                        upload -> ResumableRoute.progress(context.response(), upload)
                                .setStatusCode(204)
                                .end(),
                        e -> UploadRoute.refuse(context, body, StorageProblems.of(context, e)));
    }

    private Uni<ResumableUpload> begun(RoutingContext context, Requester user) {
        return Uni.createFrom().deferred(() -> {
            HttpServerRequest request = context.request();
            Announcement announced = new Announcement(
                    length(request),
                    DeclaredDigest.ofDigestField(
                            "Repr-Digest", request.headers().getAll("Repr-Digest")));
            checksum(request);
            return opening.open(announced, request.getHeader("Upload-Metadata"), user);
        });
    }

    private static void created(RoutingContext context, ResumableUpload upload) {
        ResumableRoute.progress(context.response(), upload)
                .putHeader("Location", ResumableRoutes.PATH + "/" + upload.id())
                .setStatusCode(201)
                .end();
    }

    /** The whole upload's; null where the client does not know it yet. */
    private static Long length(HttpServerRequest request) {
        String deferred = request.getHeader("Upload-Defer-Length");
        if (deferred == null) {
            return required(request, "Upload-Length");
        }
        if (!deferred.equals("1") || request.getHeader("Upload-Length") != null) {
            throw new StorageError.Invalid("Upload-Defer-Length can only be 1, and not beside Upload-Length.");
        }
        return null;
    }

    private static UploadPart part(HttpServerRequest request, long offset) {
        return new UploadPart(
                offset,
                AnnouncedBody.number(request, "Content-Length"),
                AnnouncedBody.number(request, "Upload-Length"),
                checksum(request));
    }

    private static UploadChecksum checksum(HttpServerRequest request) {
        String header = request.getHeader("Upload-Checksum");
        return header == null ? null : UploadChecksum.of(header);
    }

    private static long required(HttpServerRequest request, String header) {
        Long number = AnnouncedBody.number(request, header);
        if (number == null) {
            throw new StorageError.Invalid(header + " is missing.");
        }
        return number;
    }
}
