/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.app.KeepRules;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** What is made of images without being asked for; for admins. */
@Path(RuleJson.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class RulesResource {

    private final KeepRules rules;
    private final CurrentCaller caller;

    RulesResource(KeepRules rules, CurrentCaller caller) {
        this.rules = rules;
        this.caller = caller;
    }

    /**
     * {@code POST /ext/v1/export-rules}: a new rule; 201, 400, 403, 409 for a name that another has. Members: {@code name},
     * {@code match} with {@code visibility} (list), {@code properties} and {@code tags}, and {@code exports}, a list of what
     * to make, with the members of a request for an export but the image.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> add(String body) {
        return rules.add(caller.get(), RuleBody.read(body))
                .map(RuleJson::of)
                .map(rule -> Response.created(URI.create(RuleJson.PATH + "/" + rule.id()))
                        .entity(rule)
                        .build());
    }

    /** {@code GET /ext/v1/export-rules}: all of them, by name; 403. */
    @GET
    public Uni<Rules> list() {
        return rules.list(caller.get())
                .map(all -> new Rules(all.stream().map(RuleJson::of).toList()));
    }

    /** {@code GET /ext/v1/export-rules/{id}}: one; 403, 404. */
    @GET
    @Path("{id}")
    public Uni<RuleJson> show(@PathParam("id") String id) {
        return rules.show(caller.get(), Exports.id(id)).map(RuleJson::of);
    }

    /** {@code DELETE /ext/v1/export-rules/{id}}: removes one; 204, 403, 404. */
    @DELETE
    @Path("{id}")
    public Uni<Void> remove(@PathParam("id") String id) {
        return rules.remove(caller.get(), Exports.id(id));
    }

    /** All rules. */
    record Rules(List<RuleJson> rules) {}
}
