/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** How clients find the API, before they have a token. */
@Path("/")
public class DiscoveryResource {

    private final Versions versions;

    DiscoveryResource(Versions versions) {
        this.versions = versions;
    }

    /** The versions, as a choice: 300. */
    @GET
    public Response choices(@Context RoutingContext context) {
        return Json.response(300, versions.list(context.request())).build();
    }

    /** The versions: 200. */
    @GET
    @Path("/versions")
    public Response versions(@Context RoutingContext context) {
        return Json.response(200, versions.list(context.request())).build();
    }

    /** Leads to {@code /v2/}, where there is nothing; clients turn back to the root. */
    @GET
    @Path("/v2")
    public Response api() {
        return Response.status(302).header("Location", "/v2/").build();
    }

    /** For load balancers: the process answers. Readiness is at {@code /q/health/ready}. */
    @GET
    @Path("/healthcheck")
    public Response healthcheck() {
        return Response.ok("OK").type("text/plain; charset=UTF-8").build();
    }
}
