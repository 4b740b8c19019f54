/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import io.vitrine.catalog.CatalogConfig;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The versions of the API that are served. Clients take an id for a promise: those of several stores, the image cache
 * and the newer locations calls are not among them, as on a Glance that has neither.
 */
@Singleton
class Versions {

    private static final String CURRENT = "2.9";
    private static final List<String> SUPPORTED = List.of("2.7", "2.6", "2.5", "2.4", "2.3", "2.2", "2.1", "2.0");

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
        add(versions, CURRENT, "CURRENT", endpoint);
        SUPPORTED.forEach(id -> add(versions, id, "SUPPORTED", endpoint));
        return body;
    }

    private static void add(ArrayNode versions, String id, String status, String endpoint) {
        ObjectNode version = versions.addObject().put("id", "v" + id).put("status", status);
        version.putArray("links").addObject().put("rel", "self").put("href", endpoint + "/v2/");
    }
}
