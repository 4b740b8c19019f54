/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.kit.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    private static final Set<String> KNOWN = Set.of("image", "actor", "from", "to", "limit", "marker", "open");

    @Test
    void of_nothingAsked_isEmpty() {
        Parameters none = Parameters.of(Map.of(), KNOWN);
        assertThat(none.id("image")).isEmpty();
        assertThat(none.time("from")).isEmpty();
        assertThat(none.number("marker")).isEmpty();
        assertThat(none.limit(50, 1000)).isEqualTo(50);
        assertThat(none.flag("open")).isFalse();
    }

    @Test
    void id_isRead() {
        UUID image = UUID.randomUUID();
        assertThat(with("image", image.toString()).id("image")).contains(image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T06:30:00Z", "2026-11-23T08:30+02:00", "2026-11-23T06:30:00.000000Z"})
    void time_mayHaveAnyOffset(String time) {
        assertThat(with("from", time).time("from")).contains(Instant.parse("2026-11-23T06:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1000,1000", "1001,1000", "999999999999999999,1000"})
    void limit_aboveTheMost_isTheMost(String given, int limit) {
        assertThat(with("limit", given).limit(50, 1000)).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({
        "image, 1-1-1-1-1, image must be a UUID",
        "image, '', image must be a UUID",
        "actor, '', actor must have 1 to 255 characters",
        "actor, '\0', no control characters",
        "from, yesterday, from must be an ISO 8601 time",
        "from, 2026-11-23T06:30:00, with its offset",
        "to, +10000-01-01T00:00:00Z, to must be an ISO 8601 time",
        "to, 0000-01-01T00:00:00Z, to must be an ISO 8601 time",
        "limit, 0, limit must be at least 1",
        "limit, -1, limit must be a whole number",
        "limit, many, limit must be a whole number",
        "marker, 9999999999999999999, marker must be a whole number",
        "open, yes, open must be true or false",
        "colour, red, Unknown parameter",
    })
    void of_badValue_isRefusedWithWhatWasExpected(String name, String value, String message) {
        assertThatThrownBy(() -> askForAll(name, value))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400))
                .hasMessageContaining(message);
    }

    @Test
    void of_repeatedParameter_isRefused() {
        Map<String, List<String>> twice = Map.of("limit", List.of("1", "2"));
        assertThatThrownBy(() -> Parameters.of(twice, KNOWN)).hasMessageContaining("more than once");
    }

    private static void askForAll(String name, String value) {
        Parameters asked = with(name, value);
        assertThat(asked.id("image")).isNotNull();
        assertThat(asked.text("actor")).isNotNull();
        assertThat(asked.time("from")).isNotNull();
        assertThat(asked.time("to")).isNotNull();
        assertThat(asked.number("marker")).isNotNull();
        assertThat(asked.limit(50, 1000)).isPositive();
        assertThat(asked.flag("open")).isFalse();
    }

    private static Parameters with(String name, String value) {
        return Parameters.of(Map.of(name, List.of(value)), KNOWN);
    }
}
