/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.metadef;

import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Text;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that a namespace defines.
 *
 * @param name no other of its kind in the namespace has it
 * @param body what else it says, as decoded JSON
 */
public record Definition(Kind kind, String name, Map<String, Object> body, Instant createdAt, Instant updatedAt) {

    /** What namespaces define. */
    public enum Kind {
        /** Properties that belong together. */
        OBJECT,
        /** A property and its values. */
        PROPERTY,
        /** A tag. */
        TAG,
        /** That the definitions are for a type of resource. */
        RESOURCE_TYPE;

        /** The name in the database. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads a wire name. */
        public static Kind of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }

        /** The name in sentences. */
        public String words() {
            return wireName().replace('_', ' ');
        }
    }

    /** Reads a definition that names itself. */
    public static Definition of(Kind kind, Map<String, Object> attributes, Instant now) {
        Map<String, Object> body = new TreeMap<>(attributes);
        String name = String.valueOf(body.remove("name"));
        requireAddressable(kind.words(), name);
        requireStorable(kind.words() + " " + name, body);
        return new Definition(kind, name, body, now, now);
    }

    /** The same thing since its creation, defined and perhaps named otherwise now. */
    public Definition replacedBy(Definition replacement) {
        return new Definition(kind, replacement.name, replacement.body, createdAt, replacement.updatedAt);
    }

    /** A text of the body, or null. */
    public String text(String attribute) {
        return body.get(attribute) instanceof String text ? text : null;
    }

    /** Refuses names that no path could lead to. */
    static void requireAddressable(String what, String name) {
        if (name.isBlank() || name.contains("/")) {
            throw new CatalogError.Invalid("A " + what + " has a name, and no slash in it.");
        }
        Text.line("The name of the " + what, name);
    }

    private static void requireStorable(String what, Object value) {
        switch (value) {
            case String text -> Text.block("The " + what, text);
            case List<?> list -> list.forEach(element -> requireStorable(what, element));
            case Map<?, ?> map ->
                map.forEach((key, element) -> {
                    Text.block("The " + what, String.valueOf(key));
                    requireStorable(what, element);
                });
            case null, default -> {}
        }
    }
}
