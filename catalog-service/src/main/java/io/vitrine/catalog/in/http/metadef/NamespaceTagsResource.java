/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http.metadef;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.catalog.app.metadef.EditDefinitions;
import io.vitrine.catalog.app.metadef.ShowDefinitions;
import io.vitrine.catalog.domain.metadef.Definition;
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
import java.util.List;
import java.util.Map;

/** Tags of a namespace. */
@Path(NamespaceJson.NAMESPACES + "/{namespace}/tags")
public class NamespaceTagsResource {

    private final CurrentCaller caller;
    private final ShowDefinitions show;
    private final EditDefinitions edit;
    private final MetadefSchemas schemas;

    NamespaceTagsResource(CurrentCaller caller, ShowDefinitions show, EditDefinitions edit, MetadefSchemas schemas) {
        this.caller = caller;
        this.show = show;
        this.edit = edit;
        this.schemas = schemas;
    }

    /** The tags, newest first unless sorted otherwise; all unless there is a limit. 200; 400, 404. */
    @GET
    public Uni<Response> list(@PathParam("namespace") String namespace, @Context RoutingContext context) {
        Paging page = Paging.ofDefinitions(NamespacesResource.parameters(context));
        return show.list(caller.get(), namespace, Kind.TAG, page).map(tags -> response(200, tags));
    }

    /** Puts these tags in the place of all there are, or beside them with {@code X-Openstack-Append: true}. 201; 400, 403, 404, 409. */
    @POST
    public Uni<Response> addAll(
            @PathParam("namespace") String namespace,
            @HeaderParam("X-Openstack-Append") String append,
            @HeaderParam("Content-Type") String contentType,
            byte[] body) {
        return Uni.createFrom()
                .item(() -> tags(schemas.read("tags", contentType, body)))
                .flatMap(tags -> edit.addAll(caller.get(), namespace, Kind.TAG, tags, Boolean.parseBoolean(append)))
                .map(tags -> response(201, tags));
    }

    /** Removes all tags. 204; 403 when the namespace is protected, 404. */
    @DELETE
    public Uni<Void> clear(@PathParam("namespace") String namespace) {
        return edit.clear(caller.get(), namespace, Kind.TAG);
    }

    /** Adds a tag. 201; 400, 403, 404, 409. */
    @POST
    @Path("/{tag}")
    public Uni<Response> add(@PathParam("namespace") String namespace, @PathParam("tag") String name) {
        return Uni.createFrom()
                .item(() -> {
                    schemas.check("tag", Json.object().put("name", name).toString());
                    return Map.<String, Object>of("name", name);
                })
                .flatMap(tag -> edit.add(caller.get(), namespace, Kind.TAG, tag))
                .map(tag -> Json.response(201, NamespaceJson.timed(tag)).build());
    }

    /** One tag. 200; 404. */
    @GET
    @Path("/{tag}")
    public Uni<Response> show(@PathParam("namespace") String namespace, @PathParam("tag") String name) {
        return show.show(caller.get(), namespace, Kind.TAG, name)
                .map(tag -> Json.response(200, NamespaceJson.timed(tag)).build());
    }

    /** Gives a tag another name. 200; 400, 403, 404, 409. */
    @PUT
    @Path("/{tag}")
    public Uni<Response> rename(
            @PathParam("namespace") String namespace,
            @PathParam("tag") String name,
            @HeaderParam("Content-Type") String contentType,
            byte[] body) {
        return Uni.createFrom()
                .item(() -> schemas.read("tag", contentType, body))
                .flatMap(asked -> edit.replace(caller.get(), namespace, Kind.TAG, name, asked))
                .map(tag -> Json.response(200, NamespaceJson.timed(tag)).build());
    }

    /** Removes a tag. 204; 403 when the namespace is protected, 404. */
    @DELETE
    @Path("/{tag}")
    public Uni<Void> remove(@PathParam("namespace") String namespace, @PathParam("tag") String name) {
        return edit.remove(caller.get(), namespace, Kind.TAG, name);
    }

    private static List<Map<String, Object>> tags(Map<String, Object> body) {
        return ((List<?>) body.get("tags"))
                .stream()
                        .map(tag -> Map.<String, Object>of("name", ((Map<?, ?>) tag).get("name")))
                        .toList();
    }

    private static Response response(int status, List<Definition> tags) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("tags");
        tags.forEach(tag -> list.addObject().put("name", tag.name()));
        return Json.response(status, body).build();
    }
}
