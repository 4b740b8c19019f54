/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vitrine.audit.Announcer;
import io.vitrine.audit.AuditTest;
import io.vitrine.audit.Trail;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.EventCodec;
import io.vitrine.contract.Topics;
import io.vitrine.contract.Unrecognised;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is heard is on record: once, in order, and with a word about whatever is missing. */
@AuditTest
class RecordingIT {

    private static final String GAPS = "/ext/v1/audit/gaps";

    Servers servers;

    private final UUID image = UUID.randomUUID();
    private Announcer announcer;
    private Trail trail;

    @BeforeEach
    void connect() {
        announcer = new Announcer(servers.broker().bootstrapServers());
        trail = new Trail(servers.tokens().of("admin"));
    }

    @AfterEach
    void disconnect() {
        announcer.close();
    }

    @Test
    void fact_heard_isOnRecordAsItCame() {
        Envelope<VitrineEvent> fact = Announcer.fact(image, 1);
        announcer.say(fact);
        trail.awaitSequences(image, 1);
        Map<String, Object> event = trail.events("image", image).getMap("events[0]");
        assertThat(event)
                .containsEntry("id", fact.id())
                .containsEntry("type", "ImageHidden")
                .containsEntry("topic", Topics.CATALOG)
                .containsEntry("image_id", image.toString())
                .containsEntry("time", "2026-11-23T06:30:00Z")
                .containsEntry("project_id", fact.ownerProject())
                .containsEntry("data", Map.of())
                .containsEntry(
                        "actor",
                        Map.of(
                                "user_id", "u-1",
                                "project_id", "p-1",
                                "roles", List.of("member", "reader"),
                                "request_id", "req-1",
                                "address", "192.0.2.7"));
    }

    @Test
    void fact_heardTwice_isOnRecordOnce() {
        Envelope<VitrineEvent> first = Announcer.fact(image, 1);
        Envelope<VitrineEvent> second = Announcer.fact(image, 2);
        announcer.say(first, first, second, first, second, Announcer.fact(image, 3));
        trail.awaitSequences(image, 3, 2, 1);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void fact_ofUnknownType_isOnRecord() {
        VitrineEvent event = new Unrecognised(
                "io.vitrine.catalog.ImagePainted.v1",
                JsonNodeFactory.instance.objectNode().put("colour", "blue"));
        announcer.say(Announcer.fact(image, 1, "p", Announcer.ACTOR, event));
        trail.awaitSequences(image, 1);
        assertThat(trail.events("image", image).getString("events[0].type")).isEqualTo("ImagePainted");
        assertThat(trail.events("image", image).getString("events[0].data.colour"))
                .isEqualTo("blue");
    }

    @Test
    void fact_ofATopicMadeLater_isOnRecord() throws Exception {
        String later = "vitrine.later.v1";
        try (Admin kafka = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers.broker().bootstrapServers()))) {
            kafka.createTopics(List.of(new NewTopic(later, 1, (short) 1))).all().get();
        }
        announcer.say(EventCodec.write(later, Announcer.fact(image, 1)));
        trail.awaitSequences(image, 1);
    }

    @Test
    void missingFact_isAGapUntilItComes() {
        Envelope<VitrineEvent> late = Announcer.fact(image, 2);
        announcer.say(Announcer.fact(image, 1), Announcer.fact(image, 4));
        trail.awaitSequences(image, 4, 1);
        assertThat(gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap)
                        .containsEntry("topic", Topics.CATALOG)
                        .containsEntry("expected", 2)
                        .containsEntry("got", 4)
                        .containsEntry("healed_at", null));

        announcer.say(late, late);
        trail.awaitSequences(image, 2, 4, 1);
        assertThat(gaps()).singleElement().satisfies(gap -> assertThat(gap).containsEntry("healed_at", null));

        announcer.say(Announcer.fact(image, 3));
        trail.awaitSequences(image, 3, 2, 4, 1);
        assertThat(gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.get("healed_at")).isNotNull());
    }

    @Test
    void unreadableEvent_isParkedWhileOthersGoOn() {
        String key = image.toString();
        ProducerRecord<String, byte[]> broken = EventCodec.write(Topics.CATALOG, Announcer.fact(image, 2));
        broken.headers().remove("ce_id");
        announcer.say(Announcer.fact(image, 1));
        announcer.say(broken);
        announcer.say(new ProducerRecord<>(Topics.CATALOG, key, new byte[] {0, (byte) 0xff}));
        announcer.say(new ProducerRecord<>(Topics.CATALOG, null, new byte[0]));
        ProducerRecord<String, byte[]> nul = new ProducerRecord<>(Topics.CATALOG, "k\0", new byte[] {1});
        nul.headers().add("ce_id", new byte[] {0});
        announcer.say(nul);
        announcer.say(Announcer.fact(image, 3));

        trail.awaitSequences(image, 3, 1);
        try (EventProbe parked = servers.probe(Topics.parked(Topics.CATALOG, "audit"))) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(parked.records()).anySatisfy(message -> {
                        assertThat(message.key()).isEqualTo(key);
                        assertThat(message.headers().lastHeader("parked-reason"))
                                .isNotNull();
                    }));
        }
    }

    @Test
    void numbers_ofFactsAndGaps_areMetrics() {
        announcer.say(Announcer.fact(image, 2));
        trail.awaitSequences(image, 2);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("vitrine_audit_facts_recorded_total"))
                .body(containsString("vitrine_audit_gaps_found_total"))
                .body(containsString("vitrine_audit_gaps_open"));
    }

    private List<Map<String, Object>> gaps() {
        List<Map<String, Object>> all = trail.get(GAPS, "limit", 1000)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("gaps");
        return all.stream()
                .filter(gap -> image.toString().equals(gap.get("image_id")))
                .toList();
    }
}
