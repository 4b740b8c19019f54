/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import io.vitrine.contract.Actor;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The properties that the operator puts on images that are imported, whatever their users say.
 *
 * @param exempt roles in lower case: who has one of them imports images as they are
 */
public record Injection(Map<String, String> properties, Set<String> exempt) {

    public Injection {
        properties = Map.copyOf(properties);
        exempt = exempt.stream().map(role -> role.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads the operator's settings.
     *
     * @param settings each {@code name=value}
     * @throws IllegalArgumentException for a name or value that an image cannot have
     */
    public static Injection of(List<String> settings, Collection<String> exempt) {
        Map<String, String> properties = new TreeMap<>();
        for (String setting : settings) {
            int end = setting.indexOf('=');
            if (end < 1) {
                throw new IllegalArgumentException("'" + setting + "' has to be name=value.");
            }
            String name = setting.substring(0, end).strip();
            if (properties.put(name, checked(name, setting.substring(end + 1).strip())) != null) {
                throw new IllegalArgumentException("'" + name + "' is there twice.");
            }
        }
        return new Injection(properties, Set.copyOf(exempt));
    }

    private static String checked(String name, String value) {
        if (AttributeKind.of(name) != AttributeKind.PROPERTY) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a custom property, and only those can be injected.");
        }
        try {
            Text.line("The name '" + name + "'", name);
            return new AttributeValue(name, value).property();
        } catch (CatalogError.Invalid e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    /** The image with the properties, unless who imported it has a role that is exempt. */
    public Image into(Image imported, Actor importer, Instant now) {
        return properties.isEmpty() || !Collections.disjoint(exempt, importer.roles())
                ? imported
                : imported.describedAs(imported.details().withProperties(properties), imported.owner(), now);
    }
}
