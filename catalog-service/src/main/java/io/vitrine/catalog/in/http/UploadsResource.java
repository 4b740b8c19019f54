/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.AbortUpload;
import io.vitrine.catalog.app.CompleteUpload;
import io.vitrine.catalog.app.OpenUpload;
import io.vitrine.catalog.app.RenewLease;
import io.vitrine.contract.command.UploadAbort;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.contract.command.UploadOutcome;
import io.vitrine.contract.command.UploadRequest;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;

/** Commands of storage-service while it takes an image's data, for good or to be imported later. */
@Path("/internal")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class UploadsResource {

    private final CurrentCaller caller;
    private final OpenUpload open;
    private final RenewLease renew;
    private final CompleteUpload complete;
    private final AbortUpload abort;

    UploadsResource(
            CurrentCaller caller, OpenUpload open, RenewLease renew, CompleteUpload complete, AbortUpload abort) {
        this.caller = caller;
        this.open = open;
        this.renew = renew;
        this.complete = complete;
        this.abort = abort;
    }

    /** Opens an upload for the user. 201; 400 without formats, 403, 404, 409 unless queued, 413. */
    @POST
    @Path("/images/{id}/uploads")
    public Uni<Response> open(@PathParam("id") String id, UploadRequest request) {
        return open.open(caller.get(), PathIds.image(id), asked(request)).map(UploadsResource::created);
    }

    /** Opens a staging for the user. 201; 403, 404, 409 unless queued, 413. */
    @POST
    @Path("/images/{id}/stagings")
    public Uni<Response> stage(@PathParam("id") String id, UploadRequest request) {
        return open.stage(caller.get(), PathIds.image(id), asked(request)).map(UploadsResource::created);
    }

    /** Keeps the lease of an upload, staging or import for longer: {@code seconds}, or as usual. 204; 410 when it is gone. */
    @PUT
    @Path("/uploads/{lease}")
    @Consumes(MediaType.WILDCARD)
    public Uni<Void> renew(@PathParam("lease") String lease, @QueryParam("seconds") Long seconds) {
        return renew.renew(PathIds.lease(lease), seconds);
    }

    /**
     * The data lies durably in its stores: an uploaded or imported image is active, a staged one waits for its import. 204,
     * also when repeated; 400 when the copies are not those asked for, 409 when they are of other data, 410 when the lease
     * is gone.
     */
    @POST
    @Path("/uploads/{lease}/complete")
    public Uni<Void> complete(@PathParam("lease") String lease, UploadResult result) {
        return complete.complete(PathIds.lease(lease), result);
    }

    /** Ends an upload, staging or import that failed, and says how it ended for good. 200. */
    @POST
    @Path("/uploads/{lease}/abort")
    public Uni<UploadOutcome> abort(@PathParam("lease") String lease, UploadAbort request) {
        return abort.abort(PathIds.lease(lease), request.reason());
    }

    private static UploadRequest asked(UploadRequest request) {
        return Objects.requireNonNullElse(request, new UploadRequest(null));
    }

    private static Response created(UploadLease lease) {
        return Response.status(201).entity(lease).build();
    }
}
