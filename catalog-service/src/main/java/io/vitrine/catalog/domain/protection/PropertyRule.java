/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.protection;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.kit.identity.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who may do what with the custom properties whose names a regular expression is found in.
 *
 * @param pattern in RE2's syntax, whose search takes no longer than the name is long
 * @param create roles that may add such a property; {@code @} alone for everyone, {@code !} alone for nobody
 * @param read roles that see it, likewise
 * @param update roles that may change it, likewise
 * @param delete roles that may remove it, likewise
 */
public record PropertyRule(
        String pattern, List<String> create, List<String> read, List<String> update, List<String> delete) {

    private static final String EVERYONE = "@";
    private static final String NOBODY = "!";

    public PropertyRule {
        create = roles("create", create);
        read = roles("read", read);
        update = roles("update", update);
        delete = roles("delete", delete);
    }

    /** Reads a rule as decoded from JSON, with all five members and no other. */
    static PropertyRule of(Map<?, ?> attributes) {
        if (attributes.size() == 5 && attributes.get("pattern") instanceof String pattern) {
            return new PropertyRule(
                    pattern,
                    list(attributes.get("create")),
                    list(attributes.get("read")),
                    list(attributes.get("update")),
                    list(attributes.get("delete")));
        }
        throw malformed();
    }

    /** The expression, ready to search with. */
    Pattern compiled() {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new CatalogError.Invalid("The pattern '" + pattern + "' is no regular expression in RE2's syntax: "
                    + e.getDescription() + ".");
        }
    }

    boolean allows(Caller caller, PropertyRules.Operation operation) {
        List<String> allowed = switch (operation) {
            case CREATE -> create;
            case READ -> read;
            case UPDATE -> update;
            case DELETE -> delete;
        };
        return allowed.contains(EVERYONE) || allowed.stream().anyMatch(caller::hasRole);
    }

    private static List<String> list(Object value) {
        if (value instanceof List<?> elements && elements.stream().allMatch(String.class::isInstance)) {
            return elements.stream().map(String.class::cast).toList();
        }
        throw malformed();
    }

    private static List<String> roles(String operation, List<String> given) {
        boolean allOrNone = given.equals(List.of(EVERYONE)) || given.equals(List.of(NOBODY));
        boolean named = !given.isEmpty()
                && given.stream().noneMatch(role -> role.isBlank() || role.equals(EVERYONE) || role.equals(NOBODY));
        if (!allOrNone && !named) {
            throw new CatalogError.Invalid(
                    "'" + operation + "' lists roles, or has @ alone for everyone, or ! alone for nobody.");
        }
        return given.stream().map(role -> role.toLowerCase(Locale.ROOT)).toList();
    }

    private static CatalogError.Invalid malformed() {
        return new CatalogError.Invalid(
                "A rule has a 'pattern', a string, and 'create', 'read', 'update' and 'delete', lists of strings.");
    }
}
