/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Says who asks. */
@Path("/")
@Produces("application/json")
public class WhoResource {

    private final CurrentCaller caller;

    WhoResource(CurrentCaller caller) {
        this.caller = caller;
    }

    @GET
    @Path("v2/who")
    public Caller who() {
        return caller.get();
    }

    @GET
    @Path("internal/who")
    public Caller whoInternally() {
        return caller.get();
    }

    @GET
    @Path("v2/bug")
    public String bug() {
        throw new IllegalStateException("secret detail");
    }
}
