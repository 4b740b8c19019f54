/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The stores of the server under test. */
public final class Stores {

    private Stores() {}

    /** A store that takes data and is not the default one; null where there is none. */
    public static String anotherThanTheDefault() {
        return all().stream()
                .filter(store -> !store.has("default") && !store.has("read-only"))
                .map(store -> store.path("id").asText())
                .findFirst()
                .orElse(null);
    }

    /** Where data goes that is for no store in particular; empty where there is only one store. */
    public static String theDefault() {
        return all().stream()
                .filter(store -> store.has("default"))
                .map(store -> store.path("id").asText())
                .findFirst()
                .orElse("");
    }

    /** As clients are told of them; none where there is only one, which then has no name for clients. */
    public static List<JsonNode> all() {
        Answer answer = Target.as(Role.DEMO).get("/v2/info/stores").send().expect(200, 404);
        return answer.status() == 404
                ? List.of()
                : Json.stream(answer.json().path("stores")).toList();
    }
}
