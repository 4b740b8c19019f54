/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    @Test
    void type_notKnown_becomesUnrecognised() {
        var message = written();
        message.headers().remove("ce_type").add("ce_type", "io.vitrine.catalog.ImagePraised.v1".getBytes(UTF_8));

        assertThat(EventCodec.read(message).event()).isInstanceOfSatisfying(Unrecognised.class, event -> {
            assertThat(event.type()).isEqualTo("io.vitrine.catalog.ImagePraised.v1");
            assertThat(event.data().get("before").textValue()).isEqualTo("private");
        });
    }

    @Test
    void type_isKnownBeforeTheRecordIsRead() {
        var structured = new ConsumerRecord<>(Topics.CATALOG, 0, 0, "key", "{}".getBytes(UTF_8));

        assertThat(EventCodec.typeOf(written())).hasValue("io.vitrine.catalog.VisibilityChanged.v1");
        assertThat(EventCodec.typeOf(structured)).isEmpty();
    }

    @Test
    void member_notKnown_isIgnored() {
        var message = withData("{\"before\":\"private\",\"after\":\"public\",\"mood\":\"good\"}");

        assertThat(EventCodec.read(message).event()).isEqualTo(new CatalogEvent.VisibilityChanged("private", "public"));
    }

    @Test
    void data_broken_isUnreadable() {
        assertThatThrownBy(() -> EventCodec.read(withData("{"))).isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void headers_missing_areUnreadable() {
        var message = new ConsumerRecord<>(Topics.CATALOG, 0, 0, "key", "{}".getBytes(UTF_8));

        assertThatThrownBy(() -> EventCodec.read(message)).isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void sequence_missing_isUnreadable() {
        var message = written();
        message.headers().remove("ce_sequence");

        assertThatThrownBy(() -> EventCodec.read(message))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("sequence");
    }

    @Test
    void change_absentBefore_isLeftOut() {
        byte[] json = EventCodec.json(
                new CatalogEvent.ImageUpdated(Map.of("os_distro", new CatalogEvent.Change(null, "debian"))));

        assertThat(new String(json, UTF_8)).isEqualTo("{\"changes\":{\"os_distro\":{\"after\":\"debian\"}}}");
    }

    private static ConsumerRecord<String, byte[]> written() {
        return withData(null);
    }

    private static ConsumerRecord<String, byte[]> withData(String data) {
        ProducerRecord<String, byte[]> message = EventCodec.write(
                Topics.CATALOG, Samples.envelope(new CatalogEvent.VisibilityChanged("private", "public")));
        ConsumerRecord<String, byte[]> read = new ConsumerRecord<>(
                message.topic(), 0, 0, message.key(), data == null ? message.value() : data.getBytes(UTF_8));
        message.headers().forEach(read.headers()::add);
        return read;
    }
}
