/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.Map;
import java.util.Set;

/** What the requests are about: an image and a namespace, made anew when they are gone, and what there is one of. */
final class Things {

    private static final Set<String> ON_THE_WAY = Set.of("saving", "uploading", "importing");

    private final Api admin = Target.as(Role.ADMIN);
    private final String project = Target.persona(Role.DEMO).projectId();
    private String image = Fresh.uuid();
    private String namespace = Fresh.name("fuzz");

    String image() {
        return image;
    }

    String namespace() {
        return namespace;
    }

    String project() {
        return project;
    }

    /** Makes an image with data or without, so that there is always something that can be changed. */
    void renewImage(boolean active) {
        forgetImage();
        Images demo = Images.of(Role.DEMO);
        image = active ? demo.active(Fresh.bytes(5)) : demo.queued();
        admin.put("/v2/images/" + image + "/tags/kept").send().expect(204);
    }

    void renewNamespace() {
        forgetNamespace();
        namespace = Fresh.name("fuzz");
        admin.post("/v2/metadefs/namespaces")
                .json(Map.of("namespace", namespace))
                .send()
                .expect(201);
    }

    /** What a request has decided about projects and properties must not decide about the next ones. */
    void decideNothing() {
        admin.delete("/ext/v1/quotas/" + project).send().expect(204);
        admin.put("/ext/v1/property-rules")
                .json(Map.of("rules", new int[0]))
                .send()
                .expect(200);
    }

    void forget() {
        forgetImage();
        forgetNamespace();
        decideNothing();
    }

    boolean imageIsGone() {
        return admin.get("/v2/images/" + image).send().status() == 404;
    }

    /** The state of a thing as its API tells it to an admin. */
    JsonNode read(String thing) {
        return switch (thing) {
            case "images" -> {
                JsonNode newest = get("/v2/images?visibility=all&limit=1").path("images");
                yield newest.isEmpty() ? newest : newest.get(0).path("id");
            }
            case "image", "data" -> imageWithMembers();
            case "namespace" -> namespaces();
            case "quota" -> {
                ObjectNode usage = (ObjectNode) get("/ext/v1/quotas/" + project).path("usage");
                usage.forEach(resource -> ((ObjectNode) resource).remove("usage"));
                yield usage;
            }
            case "rules" -> get("/ext/v1/property-rules");
            default -> Json.of(null);
        };
    }

    /**
     * Whether nothing happened. An image that something was under way for may have ended it by itself; data that is refused has
     * come first, so that the record's time has changed.
     */
    static boolean same(String thing, JsonNode before, JsonNode after) {
        if (!thing.equals("image") && !thing.equals("data")) {
            return before.equals(after);
        }
        if (ON_THE_WAY.contains(before.path(0).path("status").asText())) {
            return true;
        }
        return thing.equals("image")
                ? before.equals(after)
                : withoutTime(before).equals(withoutTime(after));
    }

    private static JsonNode withoutTime(JsonNode imageWithMembers) {
        JsonNode copy = imageWithMembers.deepCopy();
        if (copy.path(0) instanceof ObjectNode record) {
            record.remove("updated_at");
        }
        return copy;
    }

    private JsonNode imageWithMembers() {
        ArrayNode state = Json.array();
        Answer members = admin.get("/v2/images/" + image + "/members").send();
        return state.add(get("/v2/images/" + image)).add(members.status() == 200 ? members.json() : null);
    }

    private JsonNode namespaces() {
        String path = "/v2/metadefs/namespaces";
        ArrayNode state = Json.array();
        state.add(get(path + "?limit=1").path("namespaces").path(0).path("namespace"));
        return state.add(get(path + "/" + namespace));
    }

    private JsonNode get(String path) {
        Answer answer = admin.get(path).send().expect(200, 404);
        return answer.status() == 200 ? answer.json() : Json.of("gone");
    }

    private void forgetImage() {
        admin.patch("/v2/images/" + image)
                .operations(Json.op("replace", "/protected", false))
                .send();
        admin.delete("/v2/images/" + image).send();
    }

    private void forgetNamespace() {
        admin.put("/v2/metadefs/namespaces/" + namespace)
                .json(Map.of("namespace", namespace, "protected", false))
                .send();
        admin.delete("/v2/metadefs/namespaces/" + namespace).send();
    }
}
