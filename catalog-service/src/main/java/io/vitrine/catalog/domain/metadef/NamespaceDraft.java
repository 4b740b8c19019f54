/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.metadef;

import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Text;
import io.vitrine.catalog.domain.metadef.Definition.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A namespace as somebody describes it, with all that it is to define. Its form was checked against the API's schema. */
public record NamespaceDraft(Namespace namespace, List<Definition> definitions) {

    private static final Map<Kind, String> LISTS =
            Map.of(Kind.OBJECT, "objects", Kind.TAG, "tags", Kind.RESOURCE_TYPE, "resource_type_associations");

    /**
     * Reads the attributes of a request.
     *
     * @param attributes decoded JSON
     * @param owner who owns it unless another is named
     */
    public static NamespaceDraft of(UUID id, Map<String, Object> attributes, String owner, Instant now) {
        String name = String.valueOf(attributes.get("namespace"));
        Definition.requireAddressable("namespace", name);
        Namespace namespace = new Namespace(
                id,
                name,
                new Namespace.About(text(attributes, "display_name", null), text(attributes, "description", null)),
                "public".equals(attributes.get("visibility")),
                Boolean.TRUE.equals(attributes.get("protected")),
                text(attributes, "owner", owner),
                now,
                now);
        return new NamespaceDraft(namespace, definitions(attributes, now));
    }

    private static List<Definition> definitions(Map<String, Object> attributes, Instant now) {
        List<Definition> definitions = new ArrayList<>();
        LISTS.forEach((kind, list) -> {
            if (attributes.get(list) instanceof List<?> elements) {
                elements.forEach(element -> definitions.add(Definition.of(kind, object(element), now)));
            }
        });
        if (attributes.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> {
                Map<String, Object> named = object(property);
                named.put("name", name);
                definitions.add(Definition.of(Kind.PROPERTY, named, now));
            });
        }
        requireDistinct(definitions);
        return definitions;
    }

    /** Refuses two definitions of one kind and name. */
    static void requireDistinct(List<Definition> definitions) {
        Set<List<Object>> seen = new HashSet<>();
        for (Definition definition : definitions) {
            if (!seen.add(List.of(definition.kind(), definition.name()))) {
                throw new CatalogError.Conflict(
                        "The " + definition.kind().words() + " " + definition.name() + " is defined already.");
            }
        }
    }

    private static Map<String, Object> object(Object json) {
        Map<String, Object> object = new TreeMap<>();
        ((Map<?, ?>) json).forEach((key, value) -> object.put(String.valueOf(key), value));
        return object;
    }

    private static String text(Map<String, Object> attributes, String name, String otherwise) {
        return attributes.get(name) instanceof String text ? Text.block("Attribute '" + name + "'", text) : otherwise;
    }
}
