/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.audit.domain.Fact;
import io.vitrine.audit.domain.Header;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactReaderTest {

    private static final UUID IMAGE = UUID.randomUUID();

    @Test
    void read_knownFact_takesTheEnvelopeApart() {
        Fact fact = FactReader.read(message(Map.of(), "{\"before\":\"private\", \"after\" : \"shared\"}"));
        assertThat(fact.origin().topic()).isEqualTo("vitrine.catalog.v1");
        assertThat(fact.origin().offset()).isEqualTo(11);
        assertThat(fact.id()).isEqualTo("e-1");
        assertThat(fact.source()).isEqualTo("/vitrine/catalog");
        assertThat(fact.type()).isEqualTo("VisibilityChanged");
        assertThat(fact.imageId()).isEqualTo(IMAGE);
        assertThat(fact.sequence()).isEqualTo(3);
        assertThat(fact.time()).isEqualTo(Instant.parse("2026-11-23T06:30:00Z"));
        assertThat(fact.ownerProject()).isEqualTo("owner");
        assertThat(fact.actor().user()).isEqualTo("user");
        assertThat(fact.actor().roles()).containsExactly("member", "reader");
    }

    @Test
    void read_anyFact_keepsItAsReceived() {
        String data = "{ \"b\" : 1.50,\n \"a\": \"\\u0000\", \"a\": 2 }";
        Fact fact = FactReader.read(message(Map.of("ce_type", "io.vitrine.catalog.FamilyMade.v2"), data));
        assertThat(fact.data()).isEqualTo(data);
        assertThat(fact.headers()).contains(new Header("ce_id", "e-1"), new Header("content-type", "application/json"));
    }

    @ParameterizedTest
    @CsvSource({"io.vitrine.catalog.FamilyMade.v2, FamilyMade", "org.example.thing.happened, org.example.thing.happened"
    })
    void read_unknownType_isAFactLikeAnyOther(String type, String name) {
        assertThat(FactReader.read(message(Map.of("ce_type", type), "[1]")).type())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 9.9",
        "ce_id, ''",
        "ce_source, 'no uri: at all'",
        "ce_time, yesterday",
        "ce_subject, no-uuid",
        "ce_sequence, three",
        "ce_sequence, 0",
        "ce_actoruser, 'NUL\0'",
    })
    void read_badAttribute_isUnreadable(String header, String value) {
        assertUnreadable(() -> FactReader.read(message(Map.of(header, value), "{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_type", "ce_time", "ce_subject", "ce_sequence"})
    void read_missingAttribute_isUnreadable(String header) {
        ConsumerRecord<String, byte[]> message = message(Map.of(), "{}");
        message.headers().remove(header);
        assertUnreadable(() -> FactReader.read(message));
    }

    @Test
    void read_headerWithoutValue_isUnreadable() {
        ConsumerRecord<String, byte[]> message = message(Map.of(), "{}");
        message.headers().remove("ce_id").add("ce_id", null);
        assertUnreadable(() -> FactReader.read(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "nope", "{\"before\": {}}"})
    void read_brokenData_isUnreadable(String data) {
        assertUnreadable(() -> FactReader.read(message(Map.of(), data)));
    }

    @Test
    void read_notUtf8_isUnreadable() {
        byte[] latin = {'"', (byte) 0xe4, '"'};
        assertUnreadable(() -> FactReader.read(message(Map.of("ce_type", "io.vitrine.x.Y.v1"), latin)));
    }

    @Test
    void read_noValue_isUnreadable() {
        assertUnreadable(() -> FactReader.read(message(Map.of(), (byte[]) null)));
    }

    @Test
    void read_endlessAttribute_isUnreadable() {
        assertUnreadable(() -> FactReader.read(message(Map.of("ce_actoruser", "x".repeat(256)), "{}")));
    }

    private static void assertUnreadable(ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(UnreadableFact.class);
    }

    private static ConsumerRecord<String, byte[]> message(Map<String, String> otherHeaders, String data) {
        return message(otherHeaders, data.getBytes(UTF_8));
    }

    private static ConsumerRecord<String, byte[]> message(Map<String, String> otherHeaders, byte[] data) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of(
                "ce_specversion", "1.0",
                "ce_id", "e-1",
                "ce_type", "io.vitrine.catalog.VisibilityChanged.v1",
                "ce_source", "/vitrine/catalog",
                "ce_time", "2026-11-23T06:30:00Z",
                "ce_subject", IMAGE.toString(),
                "ce_sequence", "00000000000000000003",
                "ce_ownerproject", "owner",
                "ce_actorroles", "reader,member",
                "content-type", "application/json"));
        headers.put("ce_actoruser", "user");
        headers.putAll(otherHeaders);
        ConsumerRecord<String, byte[]> message =
                new ConsumerRecord<>("vitrine.catalog.v1", 1, 11, IMAGE.toString(), data);
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        return message;
    }
}
