/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.GrantDownload;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What storage-service asks before it sends an image's data to a user. */
@Path("/internal/images/{id}/data")
@Produces(MediaType.APPLICATION_JSON)
public class DownloadsResource {

    private final CurrentCaller caller;
    private final GrantDownload grant;

    DownloadsResource(CurrentCaller caller, GrantDownload grant) {
        this.caller = caller;
        this.grant = grant;
    }

    /** Whether the user may read the data, and where it is. 200; 204 while there is none; 403, 404. */
    @GET
    public Uni<Response> grant(@PathParam("id") String id) {
        return grant.grant(caller.get(), PathIds.image(id))
                .map(granted -> granted.map(data -> Response.ok(data).build())
                        .orElseGet(() -> Response.noContent().build()));
    }
}
