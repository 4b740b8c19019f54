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

    private final OpenDownload open;
    private final RecordDownload record;
    private final boolean sendfile;

    DownloadRoute(OpenDownload open, RecordDownload record, StorageConfig config) {
        this.open = open;
        this.record = record;
        this.sendfile = config.sendfile();
    }

    void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        try {
            open.open(FileRequest.imageId(context), asked(request), FileRequest.requester(context))
                    .flatMap(download -> download.map(found -> answer(context, found))
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

    private Uni<Void> answer(RoutingContext context, Download download) {
        HttpServerResponse response = DownloadHeaders.put(context.response(), download);
        return switch (download.content()) {
            case Download.Content.Unchanged unchanged -> ended(response);
            case Download.Content.Described described ->
                ended(response.putHeader("Content-Length", String.valueOf(download.length())));
            case Download.Content.File file -> sendFile(context, file, download);
            case Download.Content.Stream stream -> sendStream(context, stream, download);
        };
    }

    private Uni<Void> sendStream(RoutingContext context, Download.Content.Stream stream, Download download) {
        Actor actor = CurrentCaller.of(context).actor();
        context.response().putHeader("Content-Length", String.valueOf(download.length()));
        return StreamedBytes.send(stream.bytes(), context)
                .flatMap(bytes -> recorded(record.sent(download, actor, bytes)));
    }

    private Uni<Void> sendFile(RoutingContext context, Download.Content.File file, Download download) {
        Actor actor = CurrentCaller.of(context).actor();
        String path = file.path().toString();
        if (sendfile && "X-Sendfile".equalsIgnoreCase(context.request().getHeader("X-Sendfile-Type"))) {
            return ended(context.response().putHeader("X-Sendfile", path))
                    .chain(() -> recorded(record.handedOver(download, actor)));
        }
        return sent(context, path, download).flatMap(bytes -> recorded(record.sent(download, actor, bytes)));
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
}
