/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The facts in Kafka, read as any consumer would; needs {@code conformance.kafka}, the bootstrap servers. */
@Tag("vitrine")
class EventsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Images demo = Images.of(Role.DEMO);

    /** Reads a topic from where it ended when this was opened. */
    private static final class Listener implements AutoCloseable {

        private final KafkaConsumer<String, String> consumer;
        private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

        Listener(String topic) {
            Map<String, Object> settings =
                    Map.of("bootstrap.servers", Target.required("kafka"), "isolation.level", "read_committed");
            consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
        }

        List<ConsumerRecord<String, String>> of(String image) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            return records.stream().filter(record -> image.equals(record.key())).toList();
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static List<String> headers(List<ConsumerRecord<String, String>> records, String name) {
        return records.stream().map(record -> header(record, name)).toList();
    }

    @Test
    void catalogTopic_whileAnImageLives_hasItsFactsInOrder() {
        try (Listener listener = new Listener(Audit.CATALOG_TOPIC)) {
            String id = demo.active(Fresh.bytes(100));
            demo.patch(id, Json.op("replace", "/name", "renamed")).expect(200);
            demo.delete(id).expect(204);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(headers(listener.of(id), "ce_type"))
                            .containsExactly(
                                    "io.vitrine.catalog.ImageCreated.v1",
                                    "io.vitrine.catalog.ImageUploaded.v1",
                                    "io.vitrine.catalog.ImageUpdated.v1",
                                    "io.vitrine.catalog.ImageDeleted.v1"));
            assertThat(headers(listener.of(id), "ce_sequence"))
                    .containsExactly(sequence(1), sequence(2), sequence(3), sequence(4));
        }
    }

    private static String sequence(int number) {
        return "%020d".formatted(number);
    }

    @Test
    void record_always_isACloudEventInBinaryMode() {
        try (Listener listener = new Listener(Audit.CATALOG_TOPIC)) {
            JsonNode image = demo.given(Map.of("os_distro", "debian"));
            String id = image.path("id").asText();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(listener.of(id)).hasSize(1));

            ConsumerRecord<String, String> record = listener.of(id).getFirst();
            assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(record, "ce_source")).isEqualTo("/vitrine/catalog");
            assertThat(header(record, "ce_subject")).isEqualTo(id);
            assertThat(header(record, "ce_partitionkey")).isEqualTo(id);
            assertThat(header(record, "content-type")).startsWith("application/json");
            assertThat(UUID.fromString(header(record, "ce_id"))).isNotNull();
            assertThat(Instant.parse(header(record, "ce_time")))
                    .isAfter(Instant.now().minusSeconds(120));
            assertThat(header(record, "ce_ownerproject"))
                    .isEqualTo(Target.persona(Role.DEMO).projectId());
            assertThat(header(record, "ce_actoruser"))
                    .isEqualTo(Target.persona(Role.DEMO).userId());
            assertThat(header(record, "ce_actorroles")).contains("member");
            assertThat(header(record, "ce_correlationid")).startsWith("req-");
            assertThat(Json.read(record.value()).isObject()).isTrue();
        }
    }

    @Test
    void change_always_isInKafkaWithinASecond() {
        String id = demo.queued();
        try (Listener listener = new Listener(Audit.CATALOG_TOPIC)) {
            demo.patch(id, Json.op("add", "/k", "v")).expect(200);

            // a little more than the promise, for machines that run other things beside it
            await().atMost(Duration.ofSeconds(3))
                    .untilAsserted(() -> assertThat(headers(listener.of(id), "ce_type"))
                            .contains("io.vitrine.catalog.ImageUpdated.v1"));
        }
    }

    @Test
    void stateTopic_afterEachChange_hasTheWholeImageAndInTheEndATombstone() {
        try (Listener listener = new Listener("vitrine.image-state.v1")) {
            String id = demo.queued();
            demo.patch(id, Json.op("replace", "/name", "latest")).expect(200);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(listener.of(id).getLast().value()).contains("latest"));

            demo.delete(id).expect(204);

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(listener.of(id).getLast().value()).isNull());
        }
    }
}
