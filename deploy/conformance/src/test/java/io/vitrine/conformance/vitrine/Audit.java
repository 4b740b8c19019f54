/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/** The trail of one image as a user reads it. */
record Audit(Api api) {

    static final String CATALOG_TOPIC = "vitrine.catalog.v1";

    static Audit of(Role role) {
        return new Audit(Target.as(role));
    }

    Answer ask(String query) {
        return api.get("/ext/v1/audit/events?" + query).send();
    }

    List<JsonNode> events(String query) {
        return Json.stream(ask(query).expect(200).json().path("events")).toList();
    }

    /** What catalog said about an image, oldest first. */
    List<JsonNode> catalogFacts(String image) {
        List<JsonNode> facts = new ArrayList<>(events("limit=1000&image=" + image).stream()
                .filter(event -> event.path("topic").asText().equals(CATALOG_TOPIC))
                .toList());
        Collections.reverse(facts);
        return facts;
    }

    List<String> types(String image) {
        return catalogFacts(image).stream()
                .map(event -> event.path("type").asText())
                .toList();
    }

    /** Facts arrive within seconds; waits for them, then for the image's sequence to be without gap. */
    void awaitTypes(String image, String... types) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(types(image)).containsExactly(types));
        assertGapless(image);
    }

    void assertGapless(String image) {
        List<Long> sequences = catalogFacts(image).stream()
                .map(event -> event.path("sequence").asLong())
                .toList();
        assertThat(sequences)
                .as("sequence of " + image)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, sequences.size()).boxed().toList());
    }
}
