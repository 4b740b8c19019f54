/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.GrantDownload;
import io.vitrine.contract.command.DownloadGrant;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** What other services ask before they read an image's data. */
@Path("/internal/images/{id}/data")
@Produces(MediaType.APPLICATION_JSON)
public class DownloadsResource {

    private final CurrentCaller caller;
    private final GrantDownload grant;

    DownloadsResource(CurrentCaller caller, GrantDownload grant) {
        this.caller = caller;
        this.grant = grant;
    }

    /**
     * Whether the user may read the data, and where it is; with {@code for=export}, to have something made of it. Without
     * an X-Auth-Token a service asks for itself: it may. 200; 204 while there is none; 403, 404.
     */
    @GET
    public Uni<Response> grant(
            @PathParam("id") String id, @QueryParam("for") String use, @HeaderParam("X-Auth-Token") String user) {
        return asked(PathIds.image(id), use, user)
                .map(granted -> granted.map(data -> Response.ok(data).build())
                        .orElseGet(() -> Response.noContent().build()));
    }

    private Uni<Optional<DownloadGrant>> asked(UUID id, String use, String user) {
        if (user == null) {
            return grant.locate(id);
        }
        return "export".equals(use) ? grant.grantExport(caller.get(), id) : grant.grant(caller.get(), id);
    }
}
