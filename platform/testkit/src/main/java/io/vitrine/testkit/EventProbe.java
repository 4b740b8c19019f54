/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import static org.awaitility.Awaitility.await;

import io.vitrine.contract.Envelope;
import io.vitrine.contract.EventCodec;
import io.vitrine.contract.VitrineEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning, as any consumer would, and keeps what it read. */
public final class EventProbe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;
    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();

    public EventProbe(String bootstrapServers, String topic) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG, "1000"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Waits until the image has a fact that fits; fails the test when none comes. */
    public Envelope<VitrineEvent> awaitEvent(UUID image, Predicate<Envelope<VitrineEvent>> fits) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(AT_ONCE)
                .until(() -> first(image, fits), Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until the image has a fact of this type. */
    public Envelope<VitrineEvent> awaitEvent(UUID image, Class<? extends VitrineEvent> type) {
        return awaitEvent(image, event -> type.isInstance(event.event()));
    }

    /** The image's facts read so far, in their order in the topic. */
    public List<Envelope<VitrineEvent>> of(UUID image) {
        poll();
        return read(image).toList();
    }

    /** Every record read so far, tombstones and foreign ones too. */
    public List<ConsumerRecord<String, byte[]>> records() {
        poll();
        return List.copyOf(records);
    }

    /** Polls, which waits, only for what has not been read yet. */
    private Optional<Envelope<VitrineEvent>> first(UUID image, Predicate<Envelope<VitrineEvent>> fits) {
        Optional<Envelope<VitrineEvent>> known = read(image).filter(fits).findFirst();
        if (known.isEmpty()) {
            poll();
        }
        return known;
    }

    private Stream<Envelope<VitrineEvent>> read(UUID image) {
        return records.stream()
                .filter(message -> image.toString().equals(message.key()) && message.value() != null)
                .map(EventCodec::read);
    }

    private synchronized void poll() {
        if (consumer.assignment().isEmpty()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                return;
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}
