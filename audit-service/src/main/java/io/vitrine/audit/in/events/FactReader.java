/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.audit.domain.Fact;
import io.vitrine.audit.domain.Header;
import io.vitrine.audit.domain.Origin;
import io.vitrine.contract.Actor;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.EventCodec;
import io.vitrine.contract.EventTypes;
import io.vitrine.contract.UnreadableEvent;
import io.vitrine.contract.VitrineEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the facts out of Kafka records. What it lets through can be stored and shown, so that no single event can hold
 * up the others later: it is strict about text and JSON, but not about types, since a fact of a type unknown to this
 * release belongs into the trail as well.
 */
final class FactReader {

    private static final int LONGEST = 255;
    private static final Pattern TYPE = Pattern.compile("io\\.vitrine\\.[^.]+\\.(\\w+)\\.v\\d+");
    private static final ObjectReader STRICT_JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private FactReader() {}

    /** The fact in a record; {@link UnreadableFact} where there is none that could be kept. */
    static Fact read(ConsumerRecord<String, byte[]> message) {
        Envelope<VitrineEvent> event = envelope(message);
        Fact fact = new Fact(
                new Origin(message.topic(), message.partition(), message.offset()),
                event.id(),
                event.source(),
                shortName(EventTypes.typeOf(event.event())),
                event.imageId(),
                event.sequence(),
                event.time(),
                event.ownerProject(),
                event.actor(),
                headers(message),
                json(message.value()));
        check(fact);
        return fact;
    }

    private static Envelope<VitrineEvent> envelope(ConsumerRecord<String, byte[]> message) {
        try {
            return EventCodec.read(message);
        } catch (UnreadableEvent e) {
            throw new UnreadableFact(e.getMessage());
        }
    }

    private static String shortName(String type) {
        Matcher ours = TYPE.matcher(type);
        return ours.matches() ? ours.group(1) : type;
    }

    private static List<Header> headers(ConsumerRecord<?, ?> message) {
        return StreamSupport.stream(message.headers().spliterator(), false)
                .map(header -> new Header(header.key(), text(header.value())))
                .toList();
    }

    private static String json(byte[] data) {
        String json = text(data);
        try {
            STRICT_JSON.readTree(json);
            return json;
        } catch (JsonProcessingException e) {
            throw new UnreadableFact("the data is not JSON: " + e.getOriginalMessage());
        }
    }

    private static String text(byte[] bytes) {
        try {
            return bytes == null
                    ? ""
                    : UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableFact("the event is not UTF-8");
        }
    }

    private static void check(Fact fact) {
        if (fact.sequence() < 1) {
            throw new UnreadableFact("the sequence " + fact.sequence() + " is less than 1");
        }
        if (fact.id().isBlank()) {
            throw new UnreadableFact("the event has no id");
        }
        Actor actor = fact.actor();
        Stream.concat(
                        Stream.of(fact.id(), fact.source(), fact.type(), fact.ownerProject()),
                        Stream.of(actor.user(), actor.project(), actor.requestId(), actor.address()))
                .filter(text -> text != null && (text.length() > LONGEST || text.indexOf('\0') >= 0))
                .forEach(text -> {
                    throw new UnreadableFact("an attribute has more than " + LONGEST + " characters or a NUL in it");
                });
    }
}
