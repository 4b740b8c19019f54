/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit;

import io.vitrine.contract.Actor;
import io.vitrine.contract.CatalogEvent.ImageHidden;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.EventCodec;
import io.vitrine.contract.Topics;
import io.vitrine.contract.VitrineEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Says facts in the place of the services that would. */
public final class Announcer implements AutoCloseable {

    public static final Actor ACTOR = new Actor("u-1", "p-1", List.of("member", "reader"), "req-1", "192.0.2.7");

    private final KafkaProducer<String, byte[]> producer;

    public Announcer(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.METADATA_MAX_AGE_CONFIG,
                        1000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** A fact that nothing depends on but its place. */
    public static Envelope<VitrineEvent> fact(UUID image, long sequence) {
        return fact(image, sequence, "owner-of-" + image, ACTOR, new ImageHidden());
    }

    public static Envelope<VitrineEvent> fact(
            UUID image, long sequence, String owner, Actor actor, VitrineEvent event) {
        return new Envelope<>(
                UUID.randomUUID().toString(),
                "/vitrine/catalog",
                Instant.parse("2026-11-23T06:30:00Z"),
                image,
                sequence,
                owner,
                actor,
                null,
                event);
    }

    /** Says facts in the catalog's topic; returns when the broker has them. */
    @SafeVarargs
    public final void say(Envelope<VitrineEvent>... facts) {
        for (Envelope<VitrineEvent> fact : facts) {
            say(EventCodec.write(Topics.CATALOG, fact));
        }
    }

    public void say(ProducerRecord<String, byte[]> message) {
        try {
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker did not take a message", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
