/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The service's HTTP side, as one user sees it. */
public record Trail(String token) {

    private static final String EVENTS = "/ext/v1/audit/events";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Asks with query parameters as a client would write them. */
    public ValidatableResponse get(String path, Object... parameters) {
        RequestSpecification request = given().header("X-Auth-Token", token).accept("application/json");
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i].toString(), parameters[i + 1]);
        }
        return request.get(path).then();
    }

    /** The events that fit, newest first. */
    public JsonPath events(Object... parameters) {
        return get(EVENTS, parameters).statusCode(200).extract().jsonPath();
    }

    /** The sequences of an image's facts, newest first. */
    public List<Integer> sequences(UUID image) {
        return events("image", image, "limit", 1000).getList("events.sequence");
    }

    /** Waits until the image's facts are just these, newest first. */
    public void awaitSequences(UUID image, Integer... sequences) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sequences(image)).containsExactly(sequences));
    }
}
