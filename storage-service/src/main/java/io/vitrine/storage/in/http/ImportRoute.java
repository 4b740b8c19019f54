/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.kit.peer.Requester;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.storage.app.AskImport;
import io.vitrine.storage.app.RemoveCopy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * {@code POST /v2/images/{id}/import}: asks for an import, which is done later; 202. 400 for a request that cannot be
 * understood or a URI that may not be fetched, 403, 404, 409 for an unknown store or an image whose status does not allow
 * it, 413, 503.
 *
 * <p>{@code GET /v2/info/import}: the methods there are.
 *
 * <p>{@code DELETE /v2/stores/{store}/{id}}: takes the copy in a store away; 204. 403 for the last one, 404, 409.
 */
@ApplicationScoped
class ImportRoute {

    private final AskImport asking;
    private final RemoveCopy removing;

    ImportRoute(AskImport asking, RemoveCopy removing) {
        this.asking = asking;
        this.removing = removing;
    }

    void ask(RoutingContext context) {
        String store = context.request().getHeader("X-Image-Meta-Store");
        Requester user = FileRequest.requester(context);
        answer(
                context,
                202,
                image(context)
                        .flatMap(id -> SmallBody.of(context.request())
                                .flatMap(
                                        text -> asking.ask(id, ImportBody.read(text, store, asking.methods()), user))));
    }

    void methods(RoutingContext context) {
        JsonObject methods = new JsonObject()
                .put("description", "Import methods available.")
                .put("type", "array")
                .put("value", new JsonArray(asking.methods()));
        context.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("import-methods", methods).encode());
    }

    void removeCopy(RoutingContext context) {
        Requester user = FileRequest.requester(context);
        answer(context, 204, image(context).flatMap(id -> removing.remove(id, context.pathParam("store"), user)));
    }

    private static Uni<UUID> image(RoutingContext context) {
        return Uni.createFrom().item(() -> FileRequest.imageId(context));
    }

    private static void answer(RoutingContext context, int status, Uni<Void> work) {
        work.subscribe()
                .with(
                        done -> context.response().setStatusCode(status).end(),
                        e -> ProblemBody.send(context, StorageProblems.of(context, e)));
    }
}
