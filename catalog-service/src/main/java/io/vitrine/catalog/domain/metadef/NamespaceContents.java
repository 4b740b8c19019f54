/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.metadef;

import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.metadef.Definition.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A namespace with all that it defines. */
public record NamespaceContents(Namespace namespace, List<Definition> definitions) {

    /** What it defines of one kind. */
    public List<Definition> all(Kind kind) {
        return definitions.stream()
                .filter(definition -> definition.kind() == kind)
                .toList();
    }

    /** The definition of that kind and name. */
    public Definition get(Kind kind, String name) {
        return all(kind).stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(namespace, kind, name));
    }

    /** No such definition. */
    public static CatalogError.NotFound notFound(Namespace namespace, Kind kind, String name) {
        return new CatalogError.NotFound(
                "The " + kind.words() + " " + name + " was not found in the namespace " + namespace.name() + ".");
    }

    /** Refuses definitions whose names are taken, here or among themselves. */
    public void requireNew(List<Definition> added) {
        List<Definition> all = new ArrayList<>(definitions);
        all.addAll(added);
        NamespaceDraft.requireDistinct(all);
    }

    /** What stands before a property's name on a resource of that type; empty where nothing does. */
    public String prefix(String resourceType) {
        return all(Kind.RESOURCE_TYPE).stream()
                .filter(association -> association.name().equals(resourceType))
                .map(association -> association.text("prefix"))
                .filter(prefix -> prefix != null)
                .findFirst()
                .orElse("");
    }

    /** The same with every property named as it is on a resource of that type. */
    public NamespaceContents asOn(String resourceType) {
        String prefix = prefix(resourceType);
        return new NamespaceContents(
                namespace,
                definitions.stream()
                        .map(definition -> switch (definition.kind()) {
                            case PROPERTY -> named(definition, prefix + definition.name(), definition.body());
                            case OBJECT -> named(definition, definition.name(), prefixed(prefix, definition.body()));
                            case TAG, RESOURCE_TYPE -> definition;
                        })
                        .toList());
    }

    private static Map<String, Object> prefixed(String prefix, Map<String, Object> object) {
        Map<String, Object> prefixed = new TreeMap<>(object);
        if (object.get("properties") instanceof Map<?, ?> properties) {
            Map<String, Object> renamed = new TreeMap<>();
            properties.forEach((name, property) -> renamed.put(prefix + name, property));
            prefixed.put("properties", renamed);
        }
        if (object.get("required") instanceof List<?> required) {
            prefixed.put(
                    "required", required.stream().map(name -> prefix + name).toList());
        }
        return prefixed;
    }

    private static Definition named(Definition definition, String name, Map<String, Object> body) {
        return new Definition(definition.kind(), name, body, definition.createdAt(), definition.updatedAt());
    }
}
