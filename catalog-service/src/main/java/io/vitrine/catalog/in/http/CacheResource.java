/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.RefuseCache;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** The cache of images that a Glance may have, and this service has not: 403 for all but admins, 404 for them. */
@Path("/v2/cache")
public class CacheResource {

    private final CurrentCaller caller;
    private final RefuseCache cache;

    CacheResource(CurrentCaller caller, RefuseCache cache) {
        this.caller = caller;
        this.cache = cache;
    }

    /** What is in it. 403, 404. */
    @GET
    public Uni<Void> show() {
        return cache.whole(caller.get());
    }

    /** Empties it. 403, 404. */
    @DELETE
    public Uni<Void> clear() {
        return cache.whole(caller.get());
    }

    /** Puts an image in it. 403, 404. */
    @PUT
    @Path("/{id}")
    public Uni<Void> add(@PathParam("id") String id) {
        return cache.of(caller.get(), PathIds.image(id));
    }

    /** Takes an image out of it. 403, 404. */
    @DELETE
    @Path("/{id}")
    public Uni<Void> remove(@PathParam("id") String id) {
        return cache.of(caller.get(), PathIds.image(id));
    }
}
