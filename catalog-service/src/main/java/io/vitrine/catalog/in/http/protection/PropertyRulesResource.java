/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http.protection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.protection.ManagePropertyRules;
import io.vitrine.catalog.domain.protection.PropertyRules;
import io.vitrine.catalog.in.http.Json;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The rules that protect custom properties, for admins. */
@Path("/ext/v1/property-rules")
public class PropertyRulesResource {

    private final CurrentCaller caller;
    private final ManagePropertyRules manage;

    PropertyRulesResource(CurrentCaller caller, ManagePropertyRules manage) {
        this.caller = caller;
        this.manage = manage;
    }

    /** All rules, in the order in which they are gone through. 200; 403. */
    @GET
    public Uni<Response> show() {
        return manage.show(caller.get()).map(PropertyRulesResource::response);
    }

    /**
     * Puts others in their place: {@code {"rules": [{"pattern": "^x_", "create": ["admin"], "read": ["@"], "update":
     * ["admin"], "delete": ["!"]}]}}; an empty list protects nothing. 200; 400, 403.
     */
    @PUT
    public Uni<Response> decide(@HeaderParam("Content-Type") String contentType, byte[] body) {
        return Uni.createFrom()
                .item(() -> PropertyRules.of(Json.attributes(contentType, body)))
                .flatMap(rules -> manage.decide(caller.get(), rules).replaceWith(() -> response(rules)));
    }

    private static Response response(PropertyRules rules) {
        ObjectNode body = Json.object();
        body.set("rules", Json.of(rules.list()));
        return Json.response(200, body).build();
    }
}
