/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.DeactivateImage;
import io.vitrine.catalog.app.ReactivateImage;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Actions on an image: 204, also when repeated; 403 while it has no data, 404. */
@Path("/v2/images/{id}/actions")
public class ActionsResource {

    private final CurrentCaller caller;
    private final DeactivateImage deactivate;
    private final ReactivateImage reactivate;

    ActionsResource(CurrentCaller caller, DeactivateImage deactivate, ReactivateImage reactivate) {
        this.caller = caller;
        this.deactivate = deactivate;
        this.reactivate = reactivate;
    }

    /** Withholds the data from everyone but admins. */
    @POST
    @Path("/deactivate")
    public Uni<Void> deactivate(@PathParam("id") String id) {
        return deactivate.deactivate(caller.get(), PathIds.image(id));
    }

    /** Gives the data free again. */
    @POST
    @Path("/reactivate")
    public Uni<Void> reactivate(@PathParam("id") String id) {
        return reactivate.reactivate(caller.get(), PathIds.image(id));
    }
}
