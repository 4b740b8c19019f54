/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.inbox;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vitrine.contract.Topics;
import io.vitrine.kit.outbox.Facts;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class InboxIT {

    Servers servers;

    @Inject
    Facts facts;

    @Inject
    RenameHandler handler;

    private final UUID image = UUID.randomUUID();

    @Test
    void event_deliveredTwice_hasItsEffectOnce() throws Throwable {
        facts.rename(image, "noble");
        awaitEffects("noble");

        deliverAgain();
        facts.rename(image, "jammy");

        awaitEffects("noble", "jammy");
    }

    @Test
    void event_thatCannotBeHandled_isParkedWithThoseAfterIt_andReplayedInOrder() throws Throwable {
        UUID other = UUID.randomUUID();
        facts.rename(image, "poison", "after");
        facts.rename(other, "unharmed");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> parked().body("findAll { it.image == '" + image + "' }.size()", is(2)));
        await().untilAsserted(() -> assertThat(effects(other)).containsExactly("unharmed"));
        assertThat(effects(image)).isEmpty();

        handler.failing(false);
        internal()
                .post("/internal/parked/" + image + "/replay")
                .then()
                .statusCode(200)
                .body("handled", is(2));

        assertThat(effects(image)).containsExactly("poison", "after");
        handler.failing(true);
    }

    @Test
    void record_thatIsNoEvent_isParkedAndDoesNotStopTheOthers() throws Throwable {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(Topics.CATALOG, "nonsense", new byte[] {1, 2}))
                    .get();
        }
        facts.rename(image, "goes-on");

        awaitEffects("goes-on");
        await().untilAsserted(() -> parked().body("image", hasItem("nonsense")));
        try (EventProbe probe = servers.probe(Topics.parked(Topics.CATALOG, "kit"))) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> probe.records().stream()
                            .anyMatch(message -> "nonsense".equals(message.key())
                                    && message.headers().lastHeader("parked-reason") != null));
        }
    }

    @Test
    void record_ofTypeThatIsNoConcern_isPassedOverUnread() throws Throwable {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            var message = new ProducerRecord<>(Topics.CATALOG, image.toString(), new byte[] {1, 2});
            message.headers().add("ce_type", "io.vitrine.catalog.ImageCreated.v1".getBytes(UTF_8));
            producer.send(message).get();
        }
        facts.rename(image, "comes-after");

        awaitEffects("comes-after");
    }

    private void deliverAgain() throws Exception {
        try (EventProbe probe = servers.probe(Topics.CATALOG);
                KafkaProducer<String, byte[]> producer = producer()) {
            await().until(() -> !probe.of(image).isEmpty());
            var message = probe.records().stream()
                    .filter(it -> image.toString().equals(it.key()))
                    .findFirst()
                    .orElseThrow();
            producer.send(new ProducerRecord<>(
                            message.topic(), null, message.key(), message.value(), message.headers()))
                    .get();
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.broker().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private ValidatableResponse parked() {
        return internal().get("/internal/parked").then().statusCode(200);
    }

    private RequestSpecification internal() {
        return given().header("X-Service-Token", servers.tokens().of("catalog"));
    }

    private void awaitEffects(String... names) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(effects(image)).containsExactly(names));
    }

    private List<String> effects(UUID of) throws SQLException {
        return facts.column("SELECT what FROM effect WHERE image = '" + of + "' ORDER BY id");
    }
}
