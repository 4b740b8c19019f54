/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http.metadef;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.catalog.app.metadef.EditDefinitions;
import io.vitrine.catalog.app.metadef.ShowDefinitions;
import io.vitrine.catalog.domain.metadef.Definition.Kind;
import io.vitrine.catalog.domain.metadef.Paging;
import io.vitrine.catalog.in.http.Json;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Which types of resources the definitions of a namespace are for. */
@Path(NamespaceJson.NAMESPACES + "/{namespace}/resource_types")
public class ResourceTypeAssociationsResource {

    private final CurrentCaller caller;
    private final ShowDefinitions show;
    private final EditDefinitions edit;
    private final MetadefSchemas schemas;

    ResourceTypeAssociationsResource(
            CurrentCaller caller, ShowDefinitions show, EditDefinitions edit, MetadefSchemas schemas) {
        this.caller = caller;
        this.show = show;
        this.edit = edit;
        this.schemas = schemas;
    }

    /** The types that the namespace is for. 200; 404. */
    @GET
    public Uni<Response> list(@PathParam("namespace") String namespace, @Context RoutingContext context) {
        Paging page = Paging.ofDefinitions(NamespacesResource.parameters(context));
        return show.list(caller.get(), namespace, Kind.RESOURCE_TYPE, page).map(associations -> {
            ObjectNode body = Json.object();
            ArrayNode list = body.putArray("resource_type_associations");
            associations.forEach(association -> list.add(NamespaceJson.timed(association)));
            return Json.response(200, body).build();
        });
    }

    /** Makes the namespace be for a type of resource, known or new. 201; 400, 403, 404, 409. */
    @POST
    public Uni<Response> associate(
            @PathParam("namespace") String namespace, @HeaderParam("Content-Type") String contentType, byte[] body) {
        return Uni.createFrom()
                .item(() -> schemas.read("resource_type", contentType, body))
                .flatMap(type -> edit.add(caller.get(), namespace, Kind.RESOURCE_TYPE, type))
                .map(type -> Json.response(201, NamespaceJson.timed(type)).build());
    }

    /** The namespace is no longer for a type of resource. 204; 403 when the namespace is protected, 404. */
    @DELETE
    @Path("/{type}")
    public Uni<Void> dissociate(@PathParam("namespace") String namespace, @PathParam("type") String type) {
        return edit.remove(caller.get(), namespace, Kind.RESOURCE_TYPE, type);
    }
}
