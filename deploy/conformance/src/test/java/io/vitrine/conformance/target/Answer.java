/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** What the server said to one request. */
public final class Answer {

    private final String request;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Answer(String request, int status, HttpHeaders headers, byte[] body) {
        this.request = request;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public byte[] body() {
        return body;
    }

    /** Fails with the request and the body, which say more than two numbers. */
    public Answer expect(int... allowed) {
        assertThat(allowed)
                .as("%s answered %d with %s", request, status, excerpt())
                .contains(status);
        return this;
    }

    /** Refused as the caller's fault, and readably: never a 5xx, never a stack trace. */
    public Answer expectRefusal() {
        assertThat(status).as("%s answered %s", request, excerpt()).isBetween(400, 499);
        return expectNoInternals();
    }

    public Answer expectNoServerError() {
        assertThat(status).as("%s answered %s", request, excerpt()).isLessThan(500);
        return expectNoInternals();
    }

    private Answer expectNoInternals() {
        assertThat(text())
                .as("body of %s", request)
                .doesNotContain("Exception", "\tat ", "io.vitrine", "io.quarkus", "org.hibernate", "Traceback");
        return this;
    }

    public JsonNode json() {
        return Json.read(text());
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The header's only or first value, or null. */
    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    private String excerpt() {
        String text = text().strip();
        return text.isEmpty() ? "no body" : text.substring(0, Math.min(400, text.length()));
    }
}
