/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http.metadef;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.catalog.app.metadef.EditNamespace;
import io.vitrine.catalog.app.metadef.ShowNamespaces;
import io.vitrine.catalog.domain.metadef.NamespaceContents;
import io.vitrine.catalog.domain.metadef.NamespaceQuery;
import io.vitrine.catalog.domain.metadef.Parameters;
import io.vitrine.catalog.in.http.Json;
import io.vitrine.catalog.in.http.PageLinks;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Namespaces of metadata definitions: {@code /v2/metadefs/namespaces}. */
@Path(NamespaceJson.NAMESPACES)
public class NamespacesResource {

    private final CurrentCaller caller;
    private final ShowNamespaces show;
    private final EditNamespace edit;
    private final MetadefSchemas schemas;

    NamespacesResource(CurrentCaller caller, ShowNamespaces show, EditNamespace edit, MetadefSchemas schemas) {
        this.caller = caller;
        this.show = show;
        this.edit = edit;
        this.schemas = schemas;
    }

    /** A page of the namespaces the caller sees. 200; 400, 404 for an unknown marker. */
    @GET
    public Uni<Response> list(@Context RoutingContext context) {
        NamespaceQuery query = NamespaceQuery.parse(parameters(context));
        return show.list(caller.get(), query)
                .map(page -> page(page, context.queryParams(), query.paging().limit()));
    }

    /** Makes a namespace with all that it defines. 201; 400, 403, 409. */
    @POST
    public Uni<Response> create(@HeaderParam("Content-Type") String contentType, byte[] body) {
        return Uni.createFrom()
                .item(() -> schemas.read("namespace", contentType, body))
                .flatMap(attributes -> edit.create(caller.get(), attributes))
                .map(made -> Json.response(201, NamespaceJson.full(made))
                        .header("Location", NamespaceJson.path(made.namespace().name()))
                        .build());
    }

    /** One namespace, its properties named as on the resource type that is asked for. 200; 404. */
    @GET
    @Path("/{namespace}")
    public Uni<Response> show(
            @PathParam("namespace") String namespace, @QueryParam("resource_type") String resourceType) {
        return show.show(caller.get(), namespace)
                .map(contents -> resourceType == null ? contents : contents.asOn(resourceType))
                .map(contents ->
                        Json.response(200, NamespaceJson.full(contents)).build());
    }

    /** Describes a namespace anew; what it defines stays. 200; 400, 403, 404, 409. */
    @PUT
    @Path("/{namespace}")
    public Uni<Response> change(
            @PathParam("namespace") String namespace, @HeaderParam("Content-Type") String contentType, byte[] body) {
        return Uni.createFrom()
                .item(() -> schemas.read("namespace", contentType, body))
                .flatMap(attributes -> edit.change(caller.get(), namespace, attributes))
                .map(contents ->
                        Json.response(200, NamespaceJson.inList(contents)).build());
    }

    /** Deletes a namespace and all that it defines. 204; 403 when protected, 404. */
    @DELETE
    @Path("/{namespace}")
    public Uni<Void> delete(@PathParam("namespace") String namespace) {
        return edit.delete(caller.get(), namespace);
    }

    /** The query's parameters; of several with one name the last counts. */
    static Parameters parameters(RoutingContext context) {
        Map<String, String> values = new HashMap<>();
        context.queryParams().forEach(values::put);
        return new Parameters(values);
    }

    private static Response page(List<NamespaceContents> page, MultiMap parameters, int limit) {
        ObjectNode json = Json.object();
        PageLinks links = new PageLinks(NamespaceJson.NAMESPACES, parameters);
        json.put("first", links.first());
        if (!page.isEmpty() && page.size() == limit) {
            json.put("next", links.after(page.getLast().namespace().name()));
        }
        json.put("schema", "/v2/schemas/metadefs/namespaces");
        ArrayNode namespaces = json.putArray("namespaces");
        page.forEach(contents -> namespaces.add(NamespaceJson.inList(contents)));
        return Json.response(200, json).build();
    }
}
