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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Objects of a namespace: properties that belong together. */
@Path(NamespaceJson.NAMESPACES + "/{namespace}/objects")
public class ObjectsResource {

    private final CurrentCaller caller;
    private final ShowDefinitions show;
    private final EditDefinitions edit;
    private final MetadefSchemas schemas;

    ObjectsResource(CurrentCaller caller, ShowDefinitions show, EditDefinitions edit, MetadefSchemas schemas) {
        this.caller = caller;
        this.show = show;
        this.edit = edit;
        this.schemas = schemas;
    }

    /** The objects, newest first unless sorted otherwise; all unless there is a limit. 200; 400, 404. */
    @GET
    public Uni<Response> list(@PathParam("namespace") String namespace, @Context RoutingContext context) {
        Paging page = Paging.ofDefinitions(NamespacesResource.parameters(context));
        return show.list(caller.get(), namespace, Kind.OBJECT, page).map(objects -> {
            ObjectNode body = Json.object();
            ArrayNode list = body.putArray("objects");
            objects.forEach(object -> list.add(NamespaceJson.keptObject(namespace, object)));
            return Json.response(200, body.put("schema", "/v2/schemas/metadefs/objects"))
                    .build();
        });
    }

    /** Adds an object. 201; 400, 403, 404, 409. */
    @POST
    public Uni<Response> add(
            @PathParam("namespace") String namespace, @HeaderParam("Content-Type") String contentType, byte[] body) {
        return Uni.createFrom()
                .item(() -> schemas.read("object", contentType, body))
                .flatMap(object -> edit.add(caller.get(), namespace, Kind.OBJECT, object))
                .map(object -> Json.response(201, NamespaceJson.object(namespace, object))
                        .build());
    }

    /** Removes all objects. 204; 403 when the namespace is protected, 404. */
    @DELETE
    public Uni<Void> clear(@PathParam("namespace") String namespace) {
        return edit.clear(caller.get(), namespace, Kind.OBJECT);
    }

    /** One object. 200; 404. */
    @GET
    @Path("/{object}")
    public Uni<Response> show(@PathParam("namespace") String namespace, @PathParam("object") String name) {
        return show.show(caller.get(), namespace, Kind.OBJECT, name)
                .map(object -> Json.response(200, NamespaceJson.keptObject(namespace, object))
                        .build());
    }

    /** Defines an object anew. 200; 400, 403, 404, 409. */
    @PUT
    @Path("/{object}")
    public Uni<Response> replace(
            @PathParam("namespace") String namespace,
            @PathParam("object") String name,
            @HeaderParam("Content-Type") String contentType,
            byte[] body) {
        return Uni.createFrom()
                .item(() -> schemas.read("object", contentType, body))
                .flatMap(asked -> edit.replace(caller.get(), namespace, Kind.OBJECT, name, asked))
                .map(object -> Json.response(200, NamespaceJson.object(namespace, object))
                        .build());
    }

    /** Removes an object. 204; 403 when the namespace is protected, 404. */
    @DELETE
    @Path("/{object}")
    public Uni<Void> remove(@PathParam("namespace") String namespace, @PathParam("object") String name) {
        return edit.remove(caller.get(), namespace, Kind.OBJECT, name);
    }
}
