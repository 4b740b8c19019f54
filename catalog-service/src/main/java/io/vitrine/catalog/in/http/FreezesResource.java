/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.FreezeImage;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** How a service holds an image deactivated for the time of its work; {@code freeze} is a UUID of its own choice. */
@Path("/internal/images/{id}/freezes/{freeze}")
public class FreezesResource {

    private final CurrentCaller caller;
    private final FreezeImage freeze;

    FreezesResource(CurrentCaller caller, FreezeImage freeze) {
        this.caller = caller;
        this.freeze = freeze;
    }

    /** Deactivates the image for the user, unless it is already. 204, also when repeated; 403, 404. */
    @PUT
    public Uni<Void> hold(@PathParam("id") String id, @PathParam("freeze") String name) {
        return freeze.freeze(caller.get(), PathIds.image(id), PathIds.freeze(name));
    }

    /** Reactivates it, if this deactivated it, nobody else holds it and nobody decided otherwise since. 204, always. */
    @DELETE
    public Uni<Void> release(@PathParam("id") String id, @PathParam("freeze") String name) {
        return freeze.release(caller.get(), PathIds.image(id), PathIds.freeze(name));
    }
}
