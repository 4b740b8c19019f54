/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Exports of images as a user asks for them. */
record Exports(Api api) {

    private static final String PATH = "/ext/v1/exports";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static Exports of(Role role) {
        return new Exports(Target.as(role));
    }

    /** Asks for an export; {@code more} are further members of the request. */
    Answer ask(String image, String format, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("image", image, "format", format));
        body.putAll(more);
        return api.post(PATH).json(body).send();
    }

    /** Asks for an export that is taken on; its id. */
    String asked(String image, String format, Map<String, ?> more) {
        return ask(image, format, more).expect(202).json().path("id").asText();
    }

    /** Asks for an export, and waits until it is in that state. */
    JsonNode export(String image, String format, Map<String, ?> more, String state) {
        return awaitState(asked(image, format, more), state);
    }

    JsonNode awaitState(String id, String state) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> show(id), shown -> shown.path("state").asText().equals(state));
    }

    /** Waits until there is an export of the image; its id. */
    String awaitOne(String image) {
        return await().atMost(PATIENCE)
                .until(
                        () -> api.get(PATH + "?image=" + image)
                                .send()
                                .expect(200)
                                .json()
                                .path("exports")
                                .path(0)
                                .path("id")
                                .asText(),
                        id -> !id.isEmpty());
    }

    JsonNode show(String id) {
        return api.get(PATH + "/" + id).send().expect(200).json();
    }

    /** A request for the result, to be sent. */
    Call fetching(JsonNode export) {
        return api.get(PATH + "/" + export.path("id").asText() + "/file");
    }

    Answer file(JsonNode export) {
        return fetching(export).send();
    }

    Answer delete(String id) {
        return api.delete(PATH + "/" + id).send();
    }
}
