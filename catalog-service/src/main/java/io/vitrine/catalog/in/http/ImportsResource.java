/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.DeleteCopy;
import io.vitrine.catalog.app.FollowImport;
import io.vitrine.catalog.app.LocateData;
import io.vitrine.catalog.app.OrderImport;
import io.vitrine.catalog.app.ReplaceCopy;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.contract.command.CopiesPage;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.CopyReplacement;
import io.vitrine.contract.command.ImageCopies;
import io.vitrine.contract.command.ImageOfCopy;
import io.vitrine.contract.command.ImportOrder;
import io.vitrine.contract.command.ImportProgress;
import io.vitrine.contract.command.ImportRequest;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Commands of storage-service while it imports an image's data; they end as uploads do. */
@Path("/internal")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ImportsResource {

    private static final int MOST_IMAGES = 1000;

    private final CurrentCaller caller;
    private final OrderImport order;
    private final FollowImport follow;
    private final LocateData locate;
    private final DeleteCopy deleteCopy;
    private final ReplaceCopy replaceCopy;

    ImportsResource(
            CurrentCaller caller,
            OrderImport order,
            FollowImport follow,
            LocateData locate,
            DeleteCopy deleteCopy,
            ReplaceCopy replaceCopy) {
        this.caller = caller;
        this.order = order;
        this.follow = follow;
        this.locate = locate;
        this.deleteCopy = deleteCopy;
        this.replaceCopy = replaceCopy;
    }

    /**
     * Orders an import for the user. 202 with the order; 204 when a copy to all stores finds nothing to do; 400 for an
     * unknown method or a store that has the image, 403, 404, 409 when the image's status or formats do not allow it.
     */
    @POST
    @Path("/images/{id}/imports")
    public Uni<Response> order(@PathParam("id") String id, ImportRequest request) {
        ImportRequest asked = required(request);
        return order.order(caller.get(), PathIds.image(id), asked)
                .map(ordered -> ordered.map(found -> Response.accepted(found).build())
                        .orElseGet(() -> Response.noContent().build()));
    }

    /** An import's order again. 200; 410 when the import is over or its image deleted. */
    @GET
    @Path("/imports/{lease}")
    public Uni<ImportOrder> show(@PathParam("lease") String lease) {
        return follow.order(PathIds.lease(lease));
    }

    /** How far an import is; renews its lease. 204; 410 when the import is over or its image deleted. */
    @POST
    @Path("/imports/{lease}/progress")
    public Uni<Void> progress(@PathParam("lease") String lease, ImportProgress progress) {
        return follow.progress(PathIds.lease(lease), required(progress));
    }

    /** Where the image's data lies, staged data too. For services alone. 200; 404. */
    @GET
    @Path("/images/{id}/copies")
    public Uni<ImageCopies> copies(@PathParam("id") String id) {
        return locate.locate(PathIds.image(id));
    }

    /** Where the data of a page of images lies, by id. For services alone. 200; 400 for another limit than 1 to 1,000, 404. */
    @GET
    @Path("/copies")
    public Uni<CopiesPage> allCopies(
            @QueryParam("marker") String marker, @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST_IMAGES) {
            throw new CatalogError.Invalid("The limit has to be from 1 to " + MOST_IMAGES + ".");
        }
        return locate.page(marker == null ? null : PathIds.image(marker), limit);
    }

    /** Whose a copy is, of an image's data or of what is staged. For services alone. 200; 404 where no image has it. */
    @GET
    @Path("/copies/{store}/{blob}")
    public Uni<ImageOfCopy> owner(@PathParam("store") String store, @PathParam("blob") String blob) {
        return locate.owner(new Copy(store, PathIds.blob(blob)));
    }

    /** Gives up a copy for the user. 204; 403 for the only copy, 404, 409 unless active. */
    @DELETE
    @Path("/images/{id}/copies/{store}")
    public Uni<Void> deleteCopy(@PathParam("id") String id, @PathParam("store") String store) {
        return deleteCopy.delete(caller.get(), PathIds.image(id), store);
    }

    /**
     * Puts a new copy of the same bytes in the place of a damaged one. 204, also when repeated; 404, 409 when the image
     * does not have the old one any more.
     */
    @PUT
    @Path("/images/{id}/copies/{store}")
    public Uni<Void> replaceCopy(
            @PathParam("id") String id, @PathParam("store") String store, CopyReplacement replacement) {
        return replaceCopy.replace(caller.get().actor(), PathIds.image(id), store, required(replacement));
    }

    private static <T> T required(T body) {
        if (body == null) {
            throw new CatalogError.Invalid("Body expected in request.");
        }
        return body;
    }
}
