/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http.metadef;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.metadef.ShowNamespaces;
import io.vitrine.catalog.in.http.ImageJson;
import io.vitrine.catalog.in.http.Json;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The types of resources that definitions are for. */
@Path("/v2/metadefs/resource_types")
public class ResourceTypesResource {

    private final CurrentCaller caller;
    private final ShowNamespaces types;

    ResourceTypesResource(CurrentCaller caller, ShowNamespaces types) {
        this.caller = caller;
        this.types = types;
    }

    /** All types. 200. */
    @GET
    public Uni<Response> types() {
        return types.resourceTypes(caller.get()).map(all -> {
            ObjectNode body = Json.object();
            ArrayNode list = body.putArray("resource_types");
            all.forEach(type -> list.addObject()
                    .put("name", type.name())
                    .put("created_at", ImageJson.time(type.createdAt()))
                    .put("updated_at", ImageJson.time(type.createdAt())));
            return Json.response(200, body).build();
        });
    }
}
