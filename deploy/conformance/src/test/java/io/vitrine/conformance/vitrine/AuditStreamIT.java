/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The trail as Server-Sent Events. */
@Tag("vitrine")
class AuditStreamIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Images demo = Images.of(Role.DEMO);

    /** One connection to the stream; its lines are read beside the test. */
    private static final class Stream implements AutoCloseable {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final InputStream body;

        Stream(Role role, String query, String lastEventId) throws IOException, InterruptedException {
            Call call = Target.as(role).get("/ext/v1/audit/stream?" + query).accept("text/event-stream");
            if (lastEventId != null) {
                call.header("Last-Event-ID", lastEventId);
            }
            var response = call.open();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            body = response.body();
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            } catch (IOException e) {
                lines.add("end: " + e.getMessage());
            }
        }

        /** Values of one field of the events so far. */
        List<String> values(String field) {
            return lines.stream()
                    .filter(line -> line.startsWith(field + ":"))
                    .map(line -> line.substring(field.length() + 1).strip())
                    .toList();
        }

        /** Ends the body and not its reader, whose lock a waiting {@code readLine} holds. */
        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void stream_whileImagesChange_tellsThemAsTheyCome() throws Exception {
        String id = demo.queued();
        Audit.of(Role.DEMO).awaitTypes(id, "ImageCreated");

        try (Stream stream = new Stream(Role.DEMO, "image=" + id, null)) {
            demo.patch(id, Json.op("add", "/k", "v")).expect(200);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stream.values("event")).containsExactly("ImageUpdated"));
            assertThat(Json.read(stream.values("data").getFirst())
                            .path("image_id")
                            .asText())
                    .isEqualTo(id);
            assertThat(stream.values("id")).hasSize(1);
        }
    }

    @Test
    void stream_resumedAfterAnEvent_tellsAllThatCameSince() throws Exception {
        String id = demo.queued();
        demo.patch(id, Json.op("add", "/k", "v")).expect(200);
        demo.delete(id).expect(204);
        Audit.of(Role.DEMO).awaitTypes(id, "ImageCreated", "ImageUpdated", "ImageDeleted");
        String first =
                Audit.of(Role.DEMO).catalogFacts(id).getFirst().path("position").asText();

        try (Stream stream = new Stream(Role.DEMO, "image=" + id, first)) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(stream.values("event")).containsExactly("ImageUpdated", "ImageDeleted"));
        }
    }

    @Test
    void stream_ofAnotherProject_staysSilent() throws Exception {
        String id = demo.queued();
        Audit.of(Role.DEMO).awaitTypes(id, "ImageCreated");
        String first =
                Audit.of(Role.DEMO).catalogFacts(id).getFirst().path("position").asText();

        try (Stream alt = new Stream(Role.ALT, "image=" + id, first);
                Stream own = new Stream(Role.DEMO, "image=" + id, first)) {
            demo.patch(id, Json.op("add", "/k", "v")).expect(200);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(own.values("event")).containsExactly("ImageUpdated"));

            assertThat(alt.values("event")).isEmpty();
        }
    }

    @Test
    void stream_fromAPositionThatCannotBe_isBadRequest() {
        Target.as(Role.DEMO)
                .get("/ext/v1/audit/stream")
                .header("Last-Event-ID", "x")
                .send()
                .expect(400);
    }

    @Test
    void stream_withoutToken_isUnauthorized() {
        Target.anonymous().get("/ext/v1/audit/stream").send().expect(401);
    }
}
