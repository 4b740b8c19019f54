/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.path.json.JsonPath;
import io.vitrine.audit.Announcer;
import io.vitrine.audit.AuditTest;
import io.vitrine.audit.Trail;
import io.vitrine.contract.CatalogEvent.Deactivated;
import io.vitrine.contract.CatalogEvent.ImageHidden;
import io.vitrine.contract.EventCodec;
import io.vitrine.contract.Topics;
import io.vitrine.testkit.Servers;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Following the trail as it grows. */
@AuditTest
class StreamIT {

    Servers servers;

    @TestHTTPResource("/ext/v1/audit/stream")
    URI stream;

    private final UUID image = UUID.randomUUID();
    private Announcer announcer;

    @BeforeEach
    void connect() {
        announcer = new Announcer(servers.broker().bootstrapServers());
    }

    @AfterEach
    void disconnect() {
        announcer.close();
    }

    @Test
    void stream_begunNow_showsWhatHappensNext() {
        announcer.say(Announcer.fact(image, 1));
        trail().awaitSequences(image, 1);
        try (SseReader reader = follow("?image=" + image, Map.of("Accept", "text/event-stream"))) {
            announcer.say(Announcer.fact(image, 2), Announcer.fact(image, 3));
            reader.awaitSequences(2, 3);
            assertThat(reader.status()).isEqualTo(200);
            assertThat(reader.header("Content-Type")).startsWith("text/event-stream");
            assertThat(reader.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(reader.lines()).contains("event: ImageHidden");
            assertThat(reader.events().getFirst().getString("actor.request_id")).isEqualTo("req-1");
            assertThat(reader.ids())
                    .containsExactlyElementsOf(reader.events().stream()
                            .map(e -> e.getString("position"))
                            .toList());
        }
    }

    @Test
    void stream_resumed_missesNothing() {
        String first;
        try (SseReader reader = follow("?image=" + image, Map.of())) {
            announcer.say(Announcer.fact(image, 1), Announcer.fact(image, 2));
            reader.awaitSequences(1, 2);
            first = reader.ids().getFirst();
        }
        announcer.say(Announcer.fact(image, 3));
        trail().awaitSequences(image, 3, 2, 1);
        try (SseReader byHeader = follow("?image=" + image, Map.of("Last-Event-ID", first));
                SseReader byParameter = follow("?last_event_id=%s&image=%s".formatted(first, image), Map.of());
                SseReader byBoth = follow("?last_event_id=0&image=" + image, Map.of("Last-Event-ID", first))) {
            announcer.say(Announcer.fact(image, 4));
            byHeader.awaitSequences(2, 3, 4);
            byParameter.awaitSequences(2, 3, 4);
            byBoth.awaitSequences(2, 3, 4);
        }
    }

    @Test
    void stream_ofALongPast_comesPageByPageInOrder() {
        Integer[] sequences = IntStream.rangeClosed(1, 450).boxed().toArray(Integer[]::new);
        for (int sequence : sequences) {
            announcer.say(Announcer.fact(image, sequence));
        }
        try (SseReader reader = follow("?last_event_id=0&image=" + image, Map.of())) {
            reader.awaitSequences(sequences);
        }
    }

    @Test
    void filters_eachLeaveOnlyWhatFits() {
        String project = "project-" + image;
        try (SseReader byType = follow("?type=Deactivated&image=" + image, Map.of());
                SseReader byProject = follow("?project=" + project, Map.of());
                SseReader byActor = follow("?actor=nobody&image=" + image, Map.of())) {
            announcer.say(
                    Announcer.fact(image, 1, project, Announcer.ACTOR, new ImageHidden()),
                    Announcer.fact(image, 2, "other", Announcer.ACTOR, new Deactivated(null)));
            byType.awaitSequences(2);
            byProject.awaitSequences(1);
            byActor.awaitLine(line -> line.startsWith(":"));
            assertThat(byActor.events()).isEmpty();
        }
    }

    @Test
    void project_seesItsImagesOnly() {
        String demo = servers.tokens().projectOf("demo");
        try (SseReader mine = follow("demo", "?image=" + image, Map.of());
                SseReader others = follow("alt", "?image=" + image, Map.of())) {
            announcer.say(
                    Announcer.fact(image, 1, demo, Announcer.ACTOR, new ImageHidden()),
                    Announcer.fact(image, 2, servers.tokens().projectOf("alt"), Announcer.ACTOR, new ImageHidden()));
            mine.awaitSequences(1);
            others.awaitSequences(2);
        }
    }

    @Test
    void dataOverSeveralLines_isOneEvent() {
        ProducerRecord<String, byte[]> wide = EventCodec.write(Topics.CATALOG, Announcer.fact(image, 1));
        ProducerRecord<String, byte[]> spread = new ProducerRecord<>(
                wide.topic(), null, wide.key(), "{\n\n \"a\":\r\n 1 }".getBytes(UTF_8), wide.headers());
        try (SseReader reader = follow("?image=" + image, Map.of())) {
            announcer.say(spread);
            reader.awaitLine(line -> line.startsWith("id:"));
            reader.awaitLine(String::isEmpty);
            String data = String.join(
                    "\n",
                    reader.lines().stream()
                            .filter(line -> line.startsWith("data:"))
                            .map(line -> line.substring("data:".length()))
                            .toList());
            assertThat(JsonPath.from(data).getInt("sequence")).isEqualTo(1);
        }
    }

    @Test
    void silence_isBrokenByComments() {
        try (SseReader reader = follow("?image=" + image, Map.of())) {
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(reader.lines().stream()
                                    .filter(line -> line.startsWith(":"))
                                    .count())
                            .isGreaterThan(2));
            assertThat(reader.lines()).noneMatch(line -> line.startsWith("data"));
            assertThat(reader.hasEnded()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?image=x, 0, 400",
        "?from=2026-11-23T06:30:00Z, 0, 400",
        "?last_event_id=-1, , 400",
        "?last_event_id=999999999999, , 400",
        "'', some, 400",
        "'', 999999999999, 400",
    })
    void badRequest_isRefusedBeforeTheStreamBegins(String query, String lastEventId, int status) {
        Map<String, String> headers = lastEventId == null ? Map.of() : Map.of("Last-Event-ID", lastEventId);
        try (SseReader reader = follow(query, headers)) {
            assertThat(reader.status()).isEqualTo(status);
        }
    }

    private SseReader follow(String query, Map<String, String> headers) {
        return follow("admin", query, headers);
    }

    private SseReader follow(String user, String query, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("X-Auth-Token", servers.tokens().of(user));
        return new SseReader(URI.create(stream + query), all);
    }

    private Trail trail() {
        return new Trail(servers.tokens().of("admin"));
    }
}
