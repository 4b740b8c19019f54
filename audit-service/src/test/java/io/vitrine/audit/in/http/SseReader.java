/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads a stream of Server-Sent Events line by line, as a browser's EventSource does. */
final class SseReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> response;
    private final Thread thread;

    SseReader(URI stream, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(stream);
        headers.forEach(request::header);
        try {
            response = client.send(request.build(), BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        thread = Thread.ofVirtual().start(this::read);
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    List<String> lines() {
        return lines;
    }

    /** Waits for a line that fits. */
    void awaitLine(Predicate<String> fits) {
        await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(fits));
    }

    /** Waits until the sequences of the events seen are just these. */
    void awaitSequences(Integer... sequences) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events())
                        .extracting(e -> e.getInt("sequence"))
                        .containsExactly(sequences));
    }

    /** The data of the events seen. */
    List<JsonPath> events() {
        return values("data:").stream().map(JsonPath::from).toList();
    }

    /** The ids of the events seen. */
    List<String> ids() {
        return values("id:");
    }

    boolean hasEnded() {
        return !thread.isAlive();
    }

    private List<String> values(String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).strip())
                .toList();
    }

    private void read() {
        try (Stream<String> body = response.body()) {
            body.forEach(lines::add);
        } catch (UncheckedIOException e) {
            lines.add("broken off: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
