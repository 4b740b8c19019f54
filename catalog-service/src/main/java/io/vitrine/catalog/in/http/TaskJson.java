/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitrine.catalog.domain.ImportPlan;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.catalog.domain.Task;
import io.vitrine.contract.Actor;

/** A task on the wire. */
final class TaskJson {

    private TaskJson() {}

    /** As it is among others: without what was asked for, and what became of it. */
    static ObjectNode brief(Task task) {
        Actor actor = task.actor();
        ObjectNode json = Json.object();
        json.put("id", task.id().toString());
        json.put("type", task.type().wireName());
        json.put("status", task.status().wireName());
        json.put("owner", actor.project());
        json.put("created_at", ImageJson.time(task.createdAt()));
        json.put("updated_at", ImageJson.time(task.updatedAt()));
        json.put("expires_at", task.expiresAt() == null ? null : ImageJson.time(task.expiresAt()));
        json.put("image_id", task.imageId().toString());
        json.put("request_id", actor.requestId());
        json.put("user_id", actor.user());
        json.put("self", "/v2/tasks/" + task.id());
        json.put("schema", "/v2/schemas/task");
        return json;
    }

    static ObjectNode full(Task task) {
        ObjectNode json = brief(task);
        json.set("input", task instanceof ImportTask imported ? input(imported) : imageId(task));
        json.set("result", task.status() == Task.Status.SUCCESS ? imageId(task) : null);
        json.put("message", task.message());
        return json;
    }

    private static ObjectNode input(ImportTask task) {
        ImportPlan plan = task.plan();
        ObjectNode input = imageId(task);
        ObjectNode request = input.putObject("import_req");
        ObjectNode method =
                request.putObject("method").put("name", plan.method().wireName());
        if (plan.uri() != null) {
            method.put("uri", plan.shownUri());
        }
        if (plan.remote() != null) {
            method.put("glance_region", plan.remote().region());
            method.put("glance_image_id", plan.remote().image().toString());
            method.put("glance_service_interface", plan.remote().serviceInterface());
        }
        request.put("all_stores", plan.allStores());
        request.put("all_stores_must_succeed", plan.allStoresMustSucceed());
        ArrayNode stores = input.putArray("backend");
        plan.stores().forEach(stores::add);
        return input;
    }

    private static ObjectNode imageId(Task task) {
        return Json.object().put("image_id", task.imageId().toString());
    }
}
