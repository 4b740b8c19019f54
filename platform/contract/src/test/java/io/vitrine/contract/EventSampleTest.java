/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The frozen samples: what was once released is read for ever, and what is written today is the newest sample. A new
 * record's sample is written by running with {@code -Dvitrine.samples=write}; an existing one is never overwritten.
 */
class EventSampleTest {

    private static final Path SAMPLES = Path.of("src/test/resources/samples");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static Stream<VitrineEvent> everyFact() {
        return Samples.all();
    }

    static Stream<Path> everySample() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.sorted().toList().stream();
        }
    }

    @Test
    void everyRecord_hasASample() {
        assertThat(Samples.all().map(VitrineEvent::getClass))
                .containsExactlyInAnyOrderElementsOf(EventTypes.all().values());
    }

    @ParameterizedTest
    @MethodSource("everyFact")
    void fact_written_isTheNewestSample(VitrineEvent fact) throws IOException {
        ObjectNode written = written(fact);
        Path sample = SAMPLES.resolve(EventTypes.typeOf(fact) + ".json");
        if ("write".equals(System.getProperty("vitrine.samples")) && !Files.exists(sample)) {
            Files.writeString(sample, JSON.writeValueAsString(written) + "\n");
        }
        assertThat(written).isEqualTo(JSON.readTree(sample.toFile()));
    }

    @ParameterizedTest
    @MethodSource("everySample")
    void sample_read_isAKnownFact(Path sample) throws IOException {
        JsonNode frozen = JSON.readTree(sample.toFile());
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>(
                frozen.get("topic").textValue(),
                0,
                0,
                frozen.get("key").textValue(),
                JSON.writeValueAsBytes(frozen.get("data")));
        Headers headers = message.headers();
        frozen.get("headers")
                .properties()
                .forEach(header -> headers.add(
                        header.getKey(), header.getValue().textValue().getBytes(UTF_8)));

        Envelope<VitrineEvent> read = EventCodec.read(message);

        assertThat(Samples.all().map(Samples::envelope)).contains(read);
    }

    private static ObjectNode written(VitrineEvent fact) throws IOException {
        ProducerRecord<String, byte[]> message =
                EventCodec.write(Topics.of(fact).name(), Samples.envelope(fact));
        ObjectNode sample = JSON.createObjectNode();
        sample.put("topic", message.topic());
        sample.put("key", message.key());
        ObjectNode headers = sample.putObject("headers");
        Stream.of(message.headers().toArray())
                .sorted((a, b) -> a.key().compareTo(b.key()))
                .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        sample.set("data", JSON.readTree(message.value()));
        return sample;
    }
}
