/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http.metadef;

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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Properties of a namespace. */
@Path(NamespaceJson.NAMESPACES + "/{namespace}/properties")
public class PropertiesResource {

    private final CurrentCaller caller;
    private final ShowDefinitions show;
    private final EditDefinitions edit;
    private final MetadefSchemas schemas;

    PropertiesResource(CurrentCaller caller, ShowDefinitions show, EditDefinitions edit, MetadefSchemas schemas) {
        this.caller = caller;
        this.show = show;
        this.edit = edit;
        this.schemas = schemas;
    }

    /** All properties, by name. 200; 404. */
    @GET
    public Uni<Response> list(@PathParam("namespace") String namespace, @Context RoutingContext context) {
        Paging page = Paging.ofDefinitions(NamespacesResource.parameters(context));
        return show.list(caller.get(), namespace, Kind.PROPERTY, page).map(properties -> {
            ObjectNode body = Json.object();
            body.set("properties", NamespaceJson.properties(properties));
            return Json.response(200, body).build();
        });
    }

    /** Adds a property. 201; 400, 403, 404, 409. */
    @POST
    public Uni<Response> add(
            @PathParam("namespace") String namespace, @HeaderParam("Content-Type") String contentType, byte[] body) {
        return Uni.createFrom()
                .item(() -> schemas.read("property", contentType, body))
                .flatMap(property -> edit.add(caller.get(), namespace, Kind.PROPERTY, property))
                .map(property ->
                        Json.response(201, NamespaceJson.named(property)).build());
    }

    /** Removes all properties. 204; 403 when the namespace is protected, 404. */
    @DELETE
    public Uni<Void> clear(@PathParam("namespace") String namespace) {
        return edit.clear(caller.get(), namespace, Kind.PROPERTY);
    }

    /** One property, by the name it has on the resource type that is given. 200; 404. */
    @GET
    @Path("/{property}")
    public Uni<Response> show(
            @PathParam("namespace") String namespace,
            @PathParam("property") String name,
            @QueryParam("resource_type") String resourceType) {
        return (resourceType == null
                        ? show.show(caller.get(), namespace, Kind.PROPERTY, name)
                        : show.propertyOn(caller.get(), namespace, resourceType, name))
                .map(property ->
                        Json.response(200, NamespaceJson.named(property)).build());
    }

    /** Defines a property anew. 200; 400, 403, 404, 409. */
    @PUT
    @Path("/{property}")
    public Uni<Response> replace(
            @PathParam("namespace") String namespace,
            @PathParam("property") String name,
            @HeaderParam("Content-Type") String contentType,
            byte[] body) {
        return Uni.createFrom()
                .item(() -> schemas.read("property", contentType, body))
                .flatMap(asked -> edit.replace(caller.get(), namespace, Kind.PROPERTY, name, asked))
                .map(property ->
                        Json.response(200, NamespaceJson.named(property)).build());
    }

    /** Removes a property. 204; 403 when the namespace is protected, 404. */
    @DELETE
    @Path("/{property}")
    public Uni<Void> remove(@PathParam("namespace") String namespace, @PathParam("property") String name) {
        return edit.remove(caller.get(), namespace, Kind.PROPERTY, name);
    }
}
