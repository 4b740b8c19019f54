/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.DeleteImage;
import io.vitrine.catalog.app.PatchImage;
import io.vitrine.catalog.app.ShowImage;
import io.vitrine.catalog.domain.Image;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** One image's record: {@code /v2/images/{id}}. */
@Path("/v2/images/{id}")
public class ImageResource {

    private final CurrentCaller caller;
    private final ShowImage show;
    private final PatchImage patch;
    private final DeleteImage delete;
    private final ImageJson json;

    ImageResource(CurrentCaller caller, ShowImage show, PatchImage patch, DeleteImage delete, ImageJson json) {
        this.caller = caller;
        this.show = show;
        this.patch = patch;
        this.delete = delete;
        this.json = json;
    }

    /** One image. 200, or 304 for one that If-None-Match names; 404. */
    @GET
    public Uni<Response> show(@PathParam("id") String id, @HeaderParam("If-None-Match") String known) {
        return show.show(caller.get(), PathIds.image(id)).map(image -> response(image, known));
    }

    /**
     * Changes attributes: all that the patch says, or none, and none where If-Match names another version. 200; 400, 403,
     * 404, 409, 412, 413, 415 with Accept-Patch.
     */
    @PATCH
    public Uni<Response> patch(
            @PathParam("id") String id,
            @HeaderParam("Content-Type") String contentType,
            @HeaderParam("If-Match") String meant,
            byte[] body) {
        return Uni.createFrom()
                .item(() -> JsonPatch.parse(contentType, body))
                .flatMap(changes -> patch.patch(caller.get(), PathIds.image(id), changes, ImageTags.ifMatch(meant)))
                .map(image -> response(image, null));
    }

    /** Deletes an image and, before long, its data. 204; 403 when protected, 404, 412 where If-Match names another version. */
    @DELETE
    public Uni<Void> delete(@PathParam("id") String id, @HeaderParam("If-Match") String meant) {
        return delete.delete(caller.get(), PathIds.image(id), ImageTags.ifMatch(meant));
    }

    private Response response(Image image, String known) {
        String body = json.of(image).toString();
        String tag = ImageTags.of(image, body);
        Response.ResponseBuilder response =
                ImageTags.isKnown(known, tag) ? Response.notModified() : Json.response(200, body);
        return response.header("ETag", tag).build();
    }
}
