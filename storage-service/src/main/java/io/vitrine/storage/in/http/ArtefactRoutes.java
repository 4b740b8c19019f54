/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.contract.command.ArtefactStored;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.app.ClearArtefacts;
import io.vitrine.storage.app.ListArtefacts;
import io.vitrine.storage.app.ReceiveArtefact;
import io.vitrine.storage.domain.Artefact;
import io.vitrine.storage.domain.StorageError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * {@code /internal/artefacts}: what other services make of images and keep here, with a token of the role {@code service}
 * as X-Service-Token; no gateway leads here. And {@code /internal/images/{id}/file}, from which they make it.
 *
 * <p>{@code PUT …/{id}}: the body becomes the artefact of that id, whole or not at all; 201 with its digests, 400 for an id
 * that is no UUID or a body that is not what was declared, 409 for an id that was used before, 413, 503. With {@code
 * X-Sendfile: PATH} and no body that file becomes the artefact, where {@code vitrine.storage.artefacts.handover} lets it, else
 * 400. {@code GET} and
 * {@code HEAD …/{id}} answer as for an image's data, and count as no download; 404. {@code DELETE …/{id}}: 204, also where
 * there is none. {@code GET ?after=ID&limit=N}: 200 with those that are whole, by id, 1000 at most.
 */
@ApplicationScoped
class ArtefactRoutes {

    private static final String ALL = "/internal/artefacts";
    private static final String ONE = ALL + "/(?<id>[^/]+)";
    private static final String SOURCE = "/internal/images/(?<id>[^/]+)/file";
    private static final int MOST = 1000;

    private final ReceiveArtefact receive;
    private final ClearArtefacts clear;
    private final ListArtefacts list;
    private final DownloadRoute download;
    private final Vertx vertx;
    private final Duration idle;

    ArtefactRoutes(
            ReceiveArtefact receive,
            ClearArtefacts clear,
            ListArtefacts list,
            DownloadRoute download,
            Vertx vertx,
            StorageConfig config) {
        this.receive = receive;
        this.clear = clear;
        this.list = list;
        this.download = download;
        this.vertx = vertx;
        this.idle = config.upload().idleTimeout();
    }

    void init(@Observes Router router) {
        router.getWithRegex(SOURCE)
                .method(HttpMethod.HEAD)
                .handler(ImageFileRoutes::refuseBody)
                .handler(download::handleForService);
        router.getWithRegex(ALL).handler(ImageFileRoutes::refuseBody).handler(this::list);
        router.putWithRegex(ONE).handler(this::put);
        router.getWithRegex(ONE)
                .method(HttpMethod.HEAD)
                .handler(ImageFileRoutes::refuseBody)
                .handler(download::handleArtefact);
        router.deleteWithRegex(ONE).handler(ImageFileRoutes::refuseBody).handler(this::delete);
        ImageFileRoutes.refuseOtherMethods(router, ONE, "GET, HEAD, PUT, DELETE");
    }

    private void put(RoutingContext context) {
        RequestBody body = new RequestBody(context.request(), vertx, idle);
        try {
            UUID id = FileRequest.artefactId(context);
            String file = context.request().getHeader("X-Sendfile");
            Uni<ArtefactStored> receiving = file == null
                    ? receive.receive(id, AnnouncedBody.of(context.request()), body)
                    : receive.receive(id, path(file));
            receiving
                    .subscribe()
                    .with(
                            stored -> context.response()
                                    .setStatusCode(201)
                                    .putHeader("Content-Type", "application/json")
                                    .end(json(stored)),
                            e -> UploadRoute.refuse(context, body, StorageProblems.of(context, e)));
        } catch (StorageError e) {
            UploadRoute.refuse(context, body, StorageProblems.of(context, e));
        }
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new StorageError.Invalid("X-Sendfile has to name a file.");
        }
    }

    private static String json(ArtefactStored stored) {
        return new JsonObject()
                .put("size", stored.size())
                .put("os_hash_algo", stored.osHashAlgo())
                .put("os_hash_value", stored.osHashValue())
                .encode();
    }

    private void delete(RoutingContext context) {
        answer(
                context,
                () -> clear.remove(FileRequest.artefactId(context))
                        .invoke(() -> context.response().setStatusCode(204).end()));
    }

    private void list(RoutingContext context) {
        answer(context, () -> list.after(after(context), limit(context)).invoke(found -> context.json(page(found))));
    }

    private static void answer(RoutingContext context, Supplier<Uni<?>> work) {
        try {
            work.get().subscribe().with(done -> {}, e -> ProblemBody.send(context, StorageProblems.of(context, e)));
        } catch (StorageError e) {
            ProblemBody.send(context, StorageProblems.of(context, e));
        }
    }

    private static UUID after(RoutingContext context) {
        String marker = context.request().getParam("after");
        if (marker == null) {
            return null;
        }
        if (!FileRequest.isImageId(marker)) {
            throw new StorageError.Invalid("after has to be an artefact's id.");
        }
        return UUID.fromString(marker);
    }

    private static int limit(RoutingContext context) {
        String limit = context.request().getParam("limit", String.valueOf(MOST));
        if (!limit.matches("\\d{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw new StorageError.Invalid("limit has to be a number from 1 to " + MOST + ".");
        }
        return Integer.parseInt(limit);
    }

    private static JsonObject page(List<Artefact> found) {
        JsonArray artefacts = new JsonArray();
        found.forEach(artefact -> artefacts.add(new JsonObject()
                .put("id", artefact.id().toString())
                .put("size", artefact.digests().size())
                .put("begun_at", artefact.begunAt().toString())));
        return new JsonObject().put("artefacts", artefacts);
    }
}
