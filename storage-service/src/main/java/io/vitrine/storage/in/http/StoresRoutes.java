/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.kit.identity.CurrentCaller;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.storage.app.ListStores;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoreInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.function.Function;

/** {@code GET /v2/info/stores} and {@code GET /v2/info/stores/detail}, as Glance answers them: truth is the text "true". */
@ApplicationScoped
class StoresRoutes {

    private static final String PATH = ImageFileRoutes.V2 + "/info/stores";
    private static final String DETAIL = PATH + "/detail";

    private final ListStores stores;

    StoresRoutes(ListStores stores) {
        this.stores = stores;
    }

    void init(@Observes Router router) {
        router.getWithRegex(PATH).handler(ImageFileRoutes::refuseBody).handler(this::list);
        ImageFileRoutes.refuseOtherMethods(router, PATH, "GET");
        router.getWithRegex(DETAIL).handler(ImageFileRoutes::refuseBody).handler(this::detail);
        ImageFileRoutes.refuseOtherMethods(router, DETAIL, "GET");
    }

    private void list(RoutingContext context) {
        answer(context, caller -> stores.all(), StoresRoutes::brief);
    }

    private void detail(RoutingContext context) {
        answer(context, request -> stores.detailed(CurrentCaller.of(request)), StoresRoutes::detailed);
    }

    private static void answer(
            RoutingContext context,
            Function<RoutingContext, List<StoreInfo>> question,
            Function<StoreInfo, JsonObject> form) {
        try {
            JsonArray all = new JsonArray();
            question.apply(context).forEach(store -> all.add(form.apply(store)));
            context.json(new JsonObject().put("stores", all));
        } catch (StorageError e) {
            ProblemBody.send(context, StorageProblems.of(context, e));
        }
    }

    private static JsonObject brief(StoreInfo store) {
        JsonObject json = new JsonObject().put("id", store.name());
        if (store.description() != null) {
            json.put("description", store.description());
        }
        if (store.isDefault()) {
            json.put("default", "true");
        }
        if (store.readOnly()) {
            json.put("read-only", "true");
        }
        return json;
    }

    private static JsonObject detailed(StoreInfo store) {
        return brief(store)
                .put("type", store.kind())
                .put("weight", store.weight())
                .put("properties", new JsonObject(store.properties()));
    }
}
