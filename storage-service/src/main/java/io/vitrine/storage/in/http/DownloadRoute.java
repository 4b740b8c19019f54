/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.contract.Actor;
import io.vitrine.kit.identity.CurrentCaller;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.app.OpenDownload;
import io.vitrine.storage.app.RecordDownload;
import io.vitrine.storage.domain.Download;
import io.vitrine.storage.domain.DownloadRequest;
import io.vitrine.storage.domain.StorageError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * {@code GET /v2/images/{id}/file}: the image's data or one range of it, sent by the kernel from the file, or passed on
 * from where it lies; HEAD tells the same without the data, and that counts as no download. Answers 200, 206; 204 while
 * there is no data; 304 and 412 by RFC 9110's conditions; 400 for several ranges or a body, 403, 404, 416, 503.
 *
 * <p>The data's tag is strong, so that a download which broke off is resumed with Range and If-Range. As RFC 9110 (13.2.2)
 * has it, conditions come before ranges: a range counts, or is refused, only where the data would be sent.
 */
@ApplicationScoped
class DownloadRoute {

    private static final Logger LOG = Logger.getLogger(DownloadRoute.class);

    /** What services do among each other is no download. */
    private static final Recorder NOBODY =
            (download, bytes, handedOver) -> Uni.createFrom().voidItem();

    private final OpenDownload open;
    private final RecordDownload record;
    private final boolean sendfile;

    DownloadRoute(OpenDownload open, RecordDownload record, StorageConfig config) {
        this.open = open;
        this.record = record;
        this.sendfile = config.sendfile();
    }

    /** For a user; it counts as a download. */
    void handle(RoutingContext context) {
        Actor actor = CurrentCaller.of(context).actor();
        Recorder counted = (download, bytes, handedOver) ->
                recorded(handedOver ? record.handedOver(download, actor) : record.sent(download, actor, bytes));
        answer(
                context,
                counted,
                request -> open.open(FileRequest.imageId(context), request, FileRequest.requester(context)));
    }

    /** For another service: {@code GET /internal/images/{id}/file}, also of images that are deactivated. */
    void handleForService(RoutingContext context) {
        answer(context, NOBODY, request -> open.openForService(FileRequest.imageId(context), request));
    }

    /** For the service that made it: {@code GET /internal/artefacts/{id}}. */
    void handleArtefact(RoutingContext context) {
        answer(context, NOBODY, request -> open.openArtefact(FileRequest.artefactId(context), request));
    }

    private void answer(
            RoutingContext context, Recorder recorder, Function<DownloadRequest, Uni<Optional<Download>>> opening) {
        try {
            opening.apply(asked(context.request()))
                    .flatMap(download -> download.map(found -> answer(context, found, recorder))
                            .orElseGet(() -> ended(context.response().setStatusCode(204))))
                    .subscribe()
                    .with(done -> {}, e -> refuse(context, e));
        } catch (StorageError e) {
            refuse(context, e);
        }
    }

    private static DownloadRequest asked(HttpServerRequest request) {
        return new DownloadRequest(
                request.method().equals(HttpMethod.HEAD),
                list(request, "If-Match"),
                list(request, "If-None-Match"),
                request.getHeader("If-Range"),
                request.getHeader("Range"),
                request.getHeader("Content-Range"));
    }

    /** A header that may come in several lines; null where it does not come. */
    private static String list(HttpServerRequest request, String header) {
        List<String> lines = request.headers().getAll(header);
        return lines.isEmpty() ? null : String.join(",", lines);
    }

    private static Uni<Void> ended(HttpServerResponse response) {
        return Uni.createFrom().completionStage(() -> response.end().toCompletionStage());
    }

    private Uni<Void> answer(RoutingContext context, Download download, Recorder recorder) {
        HttpServerResponse response = DownloadHeaders.put(context.response(), download);
        return switch (download.content()) {
            case Download.Content.Unchanged unchanged -> ended(response);
            case Download.Content.Described described ->
                ended(response.putHeader("Content-Length", String.valueOf(download.length())));
            case Download.Content.File file -> sendFile(context, file, download, recorder);
            case Download.Content.Passed passed -> pass(context, passed, download, recorder);
        };
    }

    private static Uni<Void> pass(
            RoutingContext context, Download.Content.Passed passed, Download download, Recorder recorder) {
        context.response().putHeader("Content-Length", String.valueOf(download.length()));
        return PassedBytes.send(passed.bytes(), context).flatMap(bytes -> recorder.sent(download, bytes, false));
    }

    private Uni<Void> sendFile(
            RoutingContext context, Download.Content.File file, Download download, Recorder recorder) {
        String path = file.path().toString();
        if (sendfile && "X-Sendfile".equalsIgnoreCase(context.request().getHeader("X-Sendfile-Type"))) {
            return ended(context.response().putHeader("X-Sendfile", path))
                    .chain(() -> recorder.sent(download, download.length(), true));
        }
        return sent(context, path, download).flatMap(bytes -> recorder.sent(download, bytes, false));
    }

    /** Sends the file; the bytes that left, also when the connection broke on the way. */
    private static Uni<Long> sent(RoutingContext context, String path, Download download) {
        HttpServerResponse response = context.response();
        SentBytes sent = SentBytes.count(context.request().connection());
        return Uni.createFrom()
                .completionStage(() -> response.sendFile(path, download.offset(), download.length())
                        .toCompletionStage())
                .replaceWith(download.length())
                .onFailure(broken -> response.headWritten() || response.closed())
                .recoverWithItem(sent::bytes)
                .eventually(sent::stop);
    }

    private static Uni<Void> recorded(Uni<Void> record) {
        return record.onFailure()
                .invoke(e -> LOG.error("A download was served and could not be recorded", e))
                .onFailure()
                .recoverWithNull();
    }

    private static void refuse(RoutingContext context, Throwable e) {
        ProblemBody.send(context, StorageProblems.of(context, e));
    }

    /** Is told what left this service. */
    @FunctionalInterface
    private interface Recorder {
        Uni<Void> sent(Download download, long bytes, boolean handedOver);
    }
}
