/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import io.vitrine.catalog.CatalogConfig;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The versions of the API that are served. Clients take an id for a promise: those of several stores (2.8, 2.10 to 2.13) are
 * told only when there are several, those of the image cache (2.14, 2.16, 2.18) and of the newer locations calls (2.17) never, as
 * on a Glance that has neither.
 */
@Singleton
class Versions {

    private static final List<String> ONE_STORE =
            List.of("2.15", "2.9", "2.7", "2.6", "2.5", "2.4", "2.3", "2.2", "2.1", "2.0");
    private static final List<String> SEVERAL_STORES = List.of(
            "2.15", "2.13", "2.12", "2.11", "2.10", "2.9", "2.8", "2.7", "2.6", "2.5", "2.4", "2.3", "2.2", "2.1",
            "2.0");

    private final CatalogConfig config;

    Versions(CatalogConfig config) {
        this.config = config;
    }

    ObjectNode list(HttpServerRequest request) {
        String endpoint = config.publicEndpoint()
                .map(uri -> uri.toString().replaceAll("/+$", ""))
                .orElseGet(() -> request.scheme() + "://" + request.authority());
        ObjectNode body = Json.object();
        ArrayNode versions = body.putArray("versions");
        List<String> ids = config.toldStores().isEmpty() ? ONE_STORE : SEVERAL_STORES;
        add(versions, ids.getFirst(), "CURRENT", endpoint);
        ids.stream().skip(1).forEach(id -> add(versions, id, "SUPPORTED", endpoint));
        return body;
    }

    private static void add(ArrayNode versions, String id, String status, String endpoint) {
        ObjectNode version = versions.addObject().put("id", "v" + id).put("status", status);
        version.putArray("links").addObject().put("rel", "self").put("href", endpoint + "/v2/");
    }
}
