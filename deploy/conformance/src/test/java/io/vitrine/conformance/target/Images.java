/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Images that a test starts from. They are remembered and deleted when the run ends. */
public record Images(Api api) {

    static final Queue<String> CREATED = new ConcurrentLinkedQueue<>();

    public static Images of(Role role) {
        return new Images(Target.as(role));
    }

    /** A create request, whose image, if it makes one, is cleaned up. */
    public Answer create(Map<String, ?> fields) {
        return remember(api.post("/v2/images").json(fields).send());
    }

    public static Answer remember(Answer created) {
        if (created.status() == 201) {
            CREATED.add(created.json().path("id").asText());
        }
        return created;
    }

    public JsonNode given(Map<String, ?> fields) {
        Map<String, Object> all = new HashMap<>(Map.of("name", Fresh.name("conformance")));
        all.putAll(fields);
        return create(all).expect(201).json();
    }

    /** Ready for data: raw and bare. */
    public String queued() {
        return queued(Map.of());
    }

    public String queued(Map<String, ?> fields) {
        Map<String, Object> all = new HashMap<>(Map.of("disk_format", "raw", "container_format", "bare"));
        all.putAll(fields);
        return given(all).path("id").asText();
    }

    public String active(byte[] data) {
        return active(data, Map.of());
    }

    public String active(byte[] data, Map<String, ?> fields) {
        String id = queued(fields);
        upload(id, data).expect(204);
        return id;
    }

    public Answer upload(String id, byte[] data) {
        return api.put("/v2/images/" + id + "/file").body(Call.OCTETS, data).send();
    }

    public Answer stage(String id, byte[] data) {
        return api.put("/v2/images/" + id + "/stage").body(Call.OCTETS, data).send();
    }

    public Answer download(String id) {
        return api.get("/v2/images/" + id + "/file").send();
    }

    public JsonNode show(String id) {
        return api.get("/v2/images/" + id).send().expect(200).json();
    }

    public Answer patch(String id, Object... operations) {
        return api.patch("/v2/images/" + id).operations(operations).send();
    }

    public Answer delete(String id) {
        return api.delete("/v2/images/" + id).send();
    }

    public Answer list(String query) {
        return api.get("/v2/images" + (query.isEmpty() ? "" : "?" + query)).send();
    }
}
