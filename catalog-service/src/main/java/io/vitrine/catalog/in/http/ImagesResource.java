/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.catalog.app.CreateImage;
import io.vitrine.catalog.app.DeleteImage;
import io.vitrine.catalog.app.ListImages;
import io.vitrine.catalog.app.PatchImage;
import io.vitrine.catalog.app.ShowImage;
import io.vitrine.catalog.domain.ImageQuery;
import io.vitrine.catalog.domain.ImageQueryParser;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Image records: {@code /v2/images}. */
@Path("/v2/images")
public class ImagesResource {

    private final CurrentCaller caller;
    private final CreateImage create;
    private final ListImages list;
    private final ShowImage show;
    private final PatchImage patch;
    private final DeleteImage delete;

    ImagesResource(
            CurrentCaller caller,
            CreateImage create,
            ListImages list,
            ShowImage show,
            PatchImage patch,
            DeleteImage delete) {
        this.caller = caller;
        this.create = create;
        this.list = list;
        this.show = show;
        this.patch = patch;
        this.delete = delete;
    }

    /** Creates a record without data. 201; 400, 403, 409 for an id used before, 413, 415. */
    @POST
    public Uni<Response> create(@HeaderParam("Content-Type") String contentType, byte[] body) {
        return Uni.createFrom()
                .item(() -> Json.attributes(contentType, body))
                .flatMap(attributes -> create.create(caller.get(), attributes))
                .map(image -> Json.response(201, ImageJson.of(image))
                        .header("Location", ImageJson.path(image))
                        .build());
    }

    /** A page of the images the caller sees. 200; 400 for a query that cannot be understood. */
    @GET
    public Uni<Response> list(@Context RoutingContext context) {
        MultiMap parameters = context.queryParams();
        ImageQuery query = ImageQueryParser.parse(byName(parameters));
        return list.list(caller.get(), query)
                .map(images -> Json.response(200, PageJson.of(images, parameters, query.limit()))
                        .build());
    }

    /** One image. 200; 404. */
    @GET
    @Path("/{id}")
    public Uni<Response> show(@PathParam("id") String id) {
        return show.show(caller.get(), PathIds.image(id))
                .map(image -> Json.response(200, ImageJson.of(image)).build());
    }

    /** Changes attributes: all that the patch says, or none. 200; 400, 403, 404, 409, 413, 415 with Accept-Patch. */
    @PATCH
    @Path("/{id}")
    public Uni<Response> patch(
            @PathParam("id") String id, @HeaderParam("Content-Type") String contentType, byte[] body) {
        return Uni.createFrom()
                .item(() -> JsonPatch.parse(contentType, body))
                .flatMap(changes -> patch.patch(caller.get(), PathIds.image(id), changes))
                .map(image -> Json.response(200, ImageJson.of(image)).build());
    }

    /** Deletes an image and, before long, its data. 204; 403 when protected, 404. */
    @DELETE
    @Path("/{id}")
    public Uni<Void> delete(@PathParam("id") String id) {
        return delete.delete(caller.get(), PathIds.image(id));
    }

    private static Map<String, List<String>> byName(MultiMap parameters) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        parameters.names().forEach(name -> byName.put(name, parameters.getAll(name)));
        return byName;
    }
}
