/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterValueTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain,                      eq,     plain",
                "in:a;b,                     in,     a;b",
                "eq:ubuntu:24.04,            eq,     ubuntu:24.04",
                "ubuntu:24.04,               ubuntu, 24.04",
                "2026-01-02T03:04:05Z,       eq,     2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05+01:00,  eq,     2026-01-02T03:04:05+01:00",
                "gte:2026-01-02T03:04:05Z,   gte,    2026-01-02T03:04:05Z",
            })
    void operator_isBeforeTheFirstColon(String expression, String operator, String operand) {
        assertThat(FilterValue.parse(expression)).isEqualTo(new FilterValue(operator, operand));
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of("a", List.of("a")),
                Arguments.of("a,b", List.of("a", "b")),
                Arguments.of("\"a,b\",c", List.of("a,b", "c")),
                Arguments.of("c,\"a,b\"", List.of("c", "a,b")),
                Arguments.of("\"say \\\"hi\\\"\",x", List.of("say \"hi\"", "x")),
                Arguments.of("a,,b", List.of("a", "", "b")),
                Arguments.of("\"\"", List.of("")),
                Arguments.of("", List.of()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void list_isSplitOutsideOfQuotes(String operand, List<String> expected) {
        assertThat(new FilterValue("in", operand).list()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"open", "a\"b\"", "\"a\"b", "\"", "a,\"b"})
    void list_withMisplacedQuotes_isInvalid(String operand) {
        FilterValue value = new FilterValue("in", operand);
        assertThatThrownBy(value::list).isInstanceOf(CatalogError.Invalid.class);
    }

    @Property
    void list_ofQuotedValues_isReadBack(@ForAll("values") List<String> values) {
        String operand = values.stream()
                .map(value -> '"' + value.replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(","));
        assertThat(new FilterValue("in", operand).list()).isEqualTo(values);
    }

    @Property
    void list_ofAnything_isReadOrInvalid(@ForAll("operands") String operand) {
        try {
            assertThat(new FilterValue("in", operand).list()).doesNotContainNull();
        } catch (CatalogError.Invalid expected) {
            assertThat(expected).hasMessageContaining("quot");
        }
    }

    @Provide
    Arbitrary<List<String>> values() {
        return Arbitraries.strings()
                .withChars("ab,: \"é")
                .ofMaxLength(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> operands() {
        return Arbitraries.strings().withChars("a,\"\\").ofMaxLength(12);
    }
}
