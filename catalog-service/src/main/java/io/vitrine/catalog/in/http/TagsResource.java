/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.TagImage;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Single tags of an image. A tag with a slash cannot be named here; a patch can set it. */
@Path("/v2/images/{id}/tags/{tag}")
public class TagsResource {

    private final CurrentCaller caller;
    private final TagImage tags;

    TagsResource(CurrentCaller caller, TagImage tags) {
        this.caller = caller;
        this.tags = tags;
    }

    /** Puts a tag on. 204, also when it is there; 400, 403, 404, 412 where If-Match names another version, 413. */
    @PUT
    public Uni<Void> add(
            @PathParam("id") String id, @PathParam("tag") String tag, @HeaderParam("If-Match") String meant) {
        return tags.add(caller.get(), PathIds.image(id), nameable(tag), ImageTags.ifMatch(meant));
    }

    /** Takes a tag off. 204; 403, 404, 412 where If-Match names another version. */
    @DELETE
    public Uni<Void> remove(
            @PathParam("id") String id, @PathParam("tag") String tag, @HeaderParam("If-Match") String meant) {
        return tags.remove(caller.get(), PathIds.image(id), nameable(tag), ImageTags.ifMatch(meant));
    }

    private static String nameable(String tag) {
        if (tag.contains("/")) {
            throw new CatalogError.NotFound("The resource could not be found.");
        }
        return tag;
    }
}
