/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.ShowTasks;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** An image's tasks: how far its imports are, how they ended, and why uploads failed. */
@Path("/v2/images/{id}/tasks")
public class TasksResource {

    private final CurrentCaller caller;
    private final ShowTasks show;

    TasksResource(CurrentCaller caller, ShowTasks show) {
        this.caller = caller;
        this.show = show;
    }

    /** All tasks the caller may know of, oldest first; those that ended are forgotten after a while. 200; 404. */
    @GET
    public Uni<Response> list(@PathParam("id") String id) {
        return show.list(caller.get(), PathIds.image(id)).map(tasks -> {
            ObjectNode body = Json.object();
            ArrayNode list = body.putArray("tasks");
            tasks.forEach(task -> list.add(TaskJson.full(task)));
            return Json.response(200, body).build();
        });
    }
}
