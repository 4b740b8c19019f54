/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.DeleteImage;
import io.vitrine.catalog.app.PatchImage;
import io.vitrine.catalog.app.ShowImage;
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

    /** One image. 200; 404. */
    @GET
    public Uni<Response> show(@PathParam("id") String id) {
        return show.show(caller.get(), PathIds.image(id))
                .map(image -> Json.response(200, json.of(image)).build());
    }

    /** Changes attributes: all that the patch says, or none. 200; 400, 403, 404, 409, 413, 415 with Accept-Patch. */
    @PATCH
    public Uni<Response> patch(
            @PathParam("id") String id, @HeaderParam("Content-Type") String contentType, byte[] body) {
        return Uni.createFrom()
                .item(() -> JsonPatch.parse(contentType, body))
                .flatMap(changes -> patch.patch(caller.get(), PathIds.image(id), changes))
                .map(image -> Json.response(200, json.of(image)).build());
    }

    /** Deletes an image and, before long, its data. 204; 403 when protected, 404. */
    @DELETE
    public Uni<Void> delete(@PathParam("id") String id) {
        return delete.delete(caller.get(), PathIds.image(id));
    }
}
