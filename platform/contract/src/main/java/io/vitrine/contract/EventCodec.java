/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Facts to Kafka records and back: CloudEvents 1.0, Kafka protocol binding, written in binary mode and read in either
 * mode. Unknown JSON members are ignored, an unknown type becomes {@link Unrecognised}.
 */
public final class EventCodec {

    private static final String TYPE_HEADER = "ce_type";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addMixIn(ImageSnapshot.class, ImageSnapshotNames.class)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventCodec() {}

    /** The record to publish. */
    public static ProducerRecord<String, byte[]> write(String topic, Envelope<?> envelope) {
        return KafkaMessageFactory.<String>createWriter(
                        topic, null, null, envelope.imageId().toString())
                .writeBinary(toCloudEvent(envelope));
    }

    /** What a record says its type is before it is read; empty in structured mode, where only the body tells. */
    public static Optional<String> typeOf(ConsumerRecord<?, byte[]> message) {
        return Optional.ofNullable(message.headers().lastHeader(TYPE_HEADER))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }

    /**
     * The fact in a record.
     *
     * @throws UnreadableEvent where the record is no CloudEvent of ours; the message says why
     */
    public static Envelope<VitrineEvent> read(ConsumerRecord<?, byte[]> message) {
        try {
            return fromCloudEvent(KafkaMessageFactory.createReader(message).toEvent());
        } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException | IOException e) {
            throw new UnreadableEvent(e);
        }
    }

    /** A payload as the JSON that travels. */
    public static byte[] json(Object data) {
        try {
            return JSON.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an event payload: " + data.getClass(), e);
        }
    }

    private static CloudEvent toCloudEvent(Envelope<?> envelope) {
        Actor actor = envelope.actor();
        String imageId = envelope.imageId().toString();
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(envelope.id())
                .withSource(URI.create(envelope.source()))
                .withType(EventTypes.typeOf(envelope.event()))
                .withSubject(imageId)
                .withTime(envelope.time().atOffset(ZoneOffset.UTC))
                .withData("application/json", json(payload(envelope.event())))
                .withExtension("partitionkey", imageId)
                .withExtension("sequence", sequence(envelope.sequence()))
                .withExtension("actoruser", actor.user())
                .withExtension("actorroles", String.join(",", actor.roles()));
        extend(event, "ownerproject", envelope.ownerProject());
        extend(event, "actorproject", actor.project());
        extend(event, "actoraddress", actor.address());
        extend(event, "correlationid", actor.requestId());
        extend(event, "causationid", envelope.causationId());
        return event.build();
    }

    private static Object payload(VitrineEvent event) {
        return event instanceof Unrecognised other ? other.data() : event;
    }

    /** The {@code sequence} attribute: zero-padded, because CloudEvents compares it as text. */
    public static String sequence(long sequence) {
        return "%020d".formatted(sequence);
    }

    /** {@code protected} is a word of Java's own, so the record cannot be named like the attribute. */
    private abstract static class ImageSnapshotNames {
        @JsonProperty("protected")
        abstract boolean isProtected();
    }

    private static void extend(CloudEventBuilder event, String name, String value) {
        if (value != null) {
            event.withExtension(name, value);
        }
    }

    private static Envelope<VitrineEvent> fromCloudEvent(CloudEvent event) throws IOException {
        String roles = text(event, "actorroles", "");
        Actor actor = new Actor(
                text(event, "actoruser", null),
                text(event, "actorproject", null),
                roles.isEmpty() ? List.of() : List.of(roles.split(",")),
                text(event, "correlationid", null),
                text(event, "actoraddress", null));
        OffsetDateTime time = required("time", event.getTime());
        return new Envelope<>(
                event.getId(),
                event.getSource().toString(),
                time.toInstant(),
                UUID.fromString(required("subject", event.getSubject())),
                Long.parseLong(required("sequence", text(event, "sequence", null))),
                text(event, "ownerproject", null),
                actor,
                text(event, "causationid", null),
                payload(event));
    }

    private static VitrineEvent payload(CloudEvent event) throws IOException {
        byte[] data = required("data", event.getData()).toBytes();
        Class<? extends VitrineEvent> type = EventTypes.recordOf(event.getType());
        return type == null
                ? new Unrecognised(event.getType(), JSON.readValue(data, JsonNode.class))
                : JSON.readValue(data, type);
    }

    private static String text(CloudEvent event, String extension, String otherwise) {
        Object value = event.getExtension(extension);
        return value == null ? otherwise : value.toString();
    }

    private static <T> T required(String attribute, T value) {
        if (value == null) {
            throw new IllegalArgumentException("the event has no " + attribute);
        }
        return value;
    }
}
