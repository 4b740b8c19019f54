/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.protection.PropertyRules.Operation;
import io.vitrine.kit.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyRulesTest {

    private static final PropertyRules RULES = new PropertyRules(List.of(
            rule("^x_open$", "@ @ @ @"),
            rule("^x_", "admin @ billing,admin !"),
            rule("secret", "admin admin admin admin"),
            rule("^[a-w]", "member member,reader member member")));

    /** For each property and role what of create, read, update and delete is allowed; the first rule that matches decides. */
    @ParameterizedTest
    @CsvSource({
        "x_open,      reader,  c r u d",
        "x_,          admin,   c r u -",
        "x_,          billing, - r u -",
        "x_,          member,  - r - -",
        "x_secret,    member,  - r - -",
        "my_secret_x, admin,   c r u d",
        "my_secret_x, member,  - - - -",
        "architecture, member, c r u d",
        "architecture, reader, - r - -",
        "y,           admin,   - - - -",
    })
    void property_isForWhomTheFirstMatchingRuleSays(String property, String role, String expected) {
        assertThat(verdicts(RULES, role, property)).isEqualTo(expected);
    }

    @Test
    void everything_isForEveryone_whereThereAreNoRules() {
        assertThat(verdicts(PropertyRules.NONE, "reader", "anything")).isEqualTo("c r u d");
    }

    /** An expression that a search with backtracking would need more than a lifetime for. */
    @Test
    void pattern_thatInvitesBacktracking_isSearchedInOneGo() {
        PropertyRules rules = new PropertyRules(List.of(rule("^(a+)+$", "@ @ @ @")));
        assertThat(verdicts(rules, "member", "a".repeat(254) + "b")).isEqualTo("- - - -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a{2,1}", "(?=x)", "[z-a]"})
    void pattern_thatIsNone_isRefused(String pattern) {
        assertThatThrownBy(() -> new PropertyRules(List.of(rule(pattern, "@ @ @ @"))))
                .isInstanceOf(CatalogError.Invalid.class)
                .hasMessageContaining(pattern);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@,admin @ @ @", "@ !,admin @ @", "@ @ @,! @", "@ @ @ ,"})
    void roles_besideAllOrNone_areRefused(String roles) {
        assertThatThrownBy(() -> rule("x", roles)).isInstanceOf(CatalogError.Invalid.class);
    }

    @Test
    void rules_areNoMoreThanTwoHundred() {
        List<PropertyRule> many =
                Stream.generate(() -> rule("x", "@ @ @ @")).limit(201).toList();
        assertThatThrownBy(() -> new PropertyRules(many)).isInstanceOf(CatalogError.Invalid.class);
        assertThat(new PropertyRules(many.subList(1, 201)).list()).hasSize(200);
    }

    @Test
    void document_withOtherMembers_isRefused() {
        Map<String, Object> rule = Map.of("pattern", "x", "create", List.of("@"), "read", List.of("@"));
        for (Map<String, Object> document : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("rules", "x"),
                Map.of("rules", List.of("x")),
                Map.of("rules", List.of(rule)),
                Map.of("rules", List.of(), "x", 1))) {
            assertThatThrownBy(() -> PropertyRules.of(document)).isInstanceOf(CatalogError.Invalid.class);
        }
    }

    private static String verdicts(PropertyRules rules, String role, String property) {
        Caller caller = new Caller("u", "p", Set.of(role), "req-1", "127.0.0.1");
        return Stream.of(Operation.values())
                .map(operation -> rules.allow(caller, operation, property)
                        ? operation.name().substring(0, 1)
                        : "-")
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
    }

    /** Roles of create, read, update and delete, with commas between them. */
    private static PropertyRule rule(String pattern, String roles) {
        List<List<String>> lists = new ArrayList<>();
        for (String list : roles.split(" ", 4)) {
            lists.add(List.of(list.split(",", -1)));
        }
        return new PropertyRule(pattern, lists.get(0), lists.get(1), lists.get(2), lists.get(3));
    }
}
