/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.LocateData;
import io.vitrine.contract.ImageSnapshot;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Records of images, for other services at work of their own. */
@Path("/internal/images/{id}/record")
@Produces(MediaType.APPLICATION_JSON)
public class RecordsResource {

    private final LocateData locate;

    RecordsResource(LocateData locate) {
        this.locate = locate;
    }

    /** The record as facts have it. 200; 404. */
    @GET
    public Uni<ImageSnapshot> describe(@PathParam("id") String id) {
        return locate.describe(PathIds.image(id));
    }
}
