/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http.quota;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.quota.ManageQuota;
import io.vitrine.catalog.domain.Text;
import io.vitrine.catalog.domain.quota.Budget;
import io.vitrine.catalog.domain.quota.Limits;
import io.vitrine.catalog.domain.quota.Resource;
import io.vitrine.catalog.in.http.Json;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** What projects use and may use. */
@Path("/")
public class QuotaResource {

    private final CurrentCaller caller;
    private final ManageQuota quota;

    QuotaResource(CurrentCaller caller, ManageQuota quota) {
        this.caller = caller;
        this.quota = quota;
    }

    /** What the caller's project uses and may use: sizes in MiB, -1 for as much as there is. 200; 403. */
    @GET
    @Path("/v2/info/usage")
    public Uni<Response> usage() {
        return quota.show(caller.get(), caller.get().projectId()).map(QuotaResource::response);
    }

    /** The same of any project, for admins. 200; 403. */
    @GET
    @Path("/ext/v1/quotas/{project}")
    public Uni<Response> show(@PathParam("project") String project) {
        return quota.show(caller.get(), name(project)).map(QuotaResource::response);
    }

    /** Decides how much a project may use: {@code {"image_count_total": 10, …}}; what is not said is as by default. 200; 400, 403. */
    @PUT
    @Path("/ext/v1/quotas/{project}")
    public Uni<Response> decide(
            @PathParam("project") String project, @HeaderParam("Content-Type") String contentType, byte[] body) {
        return Uni.createFrom()
                .item(() -> Limits.of(Json.attributes(contentType, body)))
                .flatMap(limits -> quota.decide(caller.get(), name(project), limits))
                .map(QuotaResource::response);
    }

    /** Goes back to the defaults. 204; 403. */
    @DELETE
    @Path("/ext/v1/quotas/{project}")
    public Uni<Void> reset(@PathParam("project") String project) {
        return quota.decide(caller.get(), name(project), Limits.NONE).replaceWithVoid();
    }

    private static String name(String project) {
        return Text.line("The project", project);
    }

    private static Response response(Budget budget) {
        ObjectNode body = Json.object();
        ObjectNode usage = body.putObject("usage");
        for (Resource resource : Resource.values()) {
            usage.putObject(resource.wireName())
                    .put("limit", budget.limits().of(resource))
                    .put("usage", Math.ceilDiv(budget.used(resource), resource.unit()));
        }
        return Json.response(200, body).build();
    }
}
