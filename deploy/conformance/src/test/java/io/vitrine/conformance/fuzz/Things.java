/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** What the requests are about: an image, a namespace and an upload, made anew when they are gone, and what there is one of. */
final class Things {

    private static final Set<String> ON_THE_WAY = Set.of("saving", "uploading", "importing");

    private final Api admin = Target.as(Role.ADMIN);
    private final Api demo = Target.as(Role.DEMO);
    private final String project = Target.persona(Role.DEMO).projectId();
    private String image = Fresh.uuid();
    private String namespace = Fresh.name("fuzz");
    private String upload = Fresh.uuid();
    private String uploaded = Fresh.uuid();
    private String export = Fresh.uuid();

    String image() {
        return image;
    }

    String namespace() {
        return namespace;
    }

    String upload() {
        return upload;
    }

    /** The newest one that was seen. */
    String export() {
        return export;
    }

    String project() {
        return project;
    }

    /** Makes an image with data or without, so that there is always something that can be changed. */
    void renewImage(boolean active) {
        forgetImage();
        Images images = Images.of(Role.DEMO);
        image = active ? images.active(Fresh.bytes(5)) : images.queued();
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

    /** Begins one that can be resumed, for an image of its own. */
    void renewUpload() {
        demo.delete("/v2/images/" + uploaded).send();
        uploaded = Images.of(Role.DEMO).queued();
        String location = demo.post("/ext/v1/uploads")
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", "2000")
                .header("Upload-Metadata", "image " + Base64.getEncoder().encodeToString(uploaded.getBytes(UTF_8)))
                .send()
                .expect(201)
                .header("Location");
        upload = location.substring(location.lastIndexOf('/') + 1);
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
        demo.delete("/v2/images/" + uploaded).send();
        forgetNamespace();
        decideNothing();
    }

    boolean imageIsGone() {
        return admin.get("/v2/images/" + image).send().status() == 404;
    }

    /** The state of a thing as its API tells it to an admin. */
    JsonNode read(String thing) {
        return switch (thing) {
            case "images" -> newest("/v2/images?visibility=all&limit=1", "images");
            case "tasks" -> newest("/v2/tasks?limit=1", "tasks");
            case "exports" -> {
                JsonNode newest = newest("/ext/v1/exports?limit=1", "exports");
                export = newest.asText(export);
                yield newest;
            }
            case "upload" -> state(demo.get("/ext/v1/uploads/" + upload));
            case "image" -> imageWithMembers();
            case "data" -> imageWithMembers().add(newest("/v2/images/" + image + "/tasks", "tasks"));
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

    /** The id of the first of a list; what becomes of it is not the requests' doing alone. */
    private JsonNode newest(String path, String name) {
        return get(path).path(name).path(0).path("id");
    }

    private ArrayNode imageWithMembers() {
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
        return state(admin.get(path));
    }

    private static JsonNode state(Call call) {
        Answer answer = call.send().expect(200, 404);
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
