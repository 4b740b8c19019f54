/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.catalog.app.ShowAllTasks;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Task;
import io.vitrine.catalog.domain.TaskQuery;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tasks of all images, for admins. */
@Path("/v2/tasks")
public class AllTasksResource {

    private static final String PATH = "/v2/tasks";

    private final CurrentCaller caller;
    private final ShowAllTasks show;

    AllTasksResource(CurrentCaller caller, ShowAllTasks show) {
        this.caller = caller;
        this.show = show;
    }

    /** A page of the tasks, newest first unless sorted otherwise. 200; 400, 403. */
    @GET
    public Uni<Response> list(@Context RoutingContext context) {
        show.requireAllowed(caller.get());
        MultiMap parameters = context.queryParams();
        Map<String, String> values = new HashMap<>();
        parameters.forEach(values::put);
        TaskQuery query = TaskQuery.parse(values);
        return show.list(caller.get(), query).map(tasks -> page(tasks, parameters, query.limit()));
    }

    /** One task. 200; 403, 404. */
    @GET
    @Path("/{id}")
    public Uni<Response> show(@PathParam("id") String id) {
        return show.show(caller.get(), PathIds.task(id))
                .map(task -> Json.response(200, TaskJson.full(task)).build());
    }

    /** Begins nothing: that is what imports are for. 400; 403. */
    @POST
    public Uni<Response> begin() {
        show.requireAllowed(caller.get());
        throw new CatalogError.Invalid("Tasks begin with an import: POST /v2/images/{image_id}/import.");
    }

    private static Response page(List<Task> tasks, MultiMap parameters, int limit) {
        PageLinks links = new PageLinks(PATH, parameters);
        ObjectNode page = Json.object().put("first", links.first());
        if (!tasks.isEmpty() && tasks.size() == limit) {
            page.put("next", links.after(tasks.getLast().id().toString()));
        }
        ArrayNode list = page.putArray("tasks");
        tasks.forEach(task -> list.add(TaskJson.brief(task)));
        return Json.response(200, page.put("schema", "/v2/schemas/tasks")).build();
    }
}
