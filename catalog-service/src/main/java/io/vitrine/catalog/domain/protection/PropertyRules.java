/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.protection;

import com.google.re2j.Pattern;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageDetails;
import io.vitrine.catalog.domain.ImageQuery;
import io.vitrine.kit.identity.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Protects custom properties as Glance's property protections do: the first rule whose pattern is found in a property's name
 * decides, for admins too; where there are rules, what none matches is nobody's. Without rules nothing is protected.
 */
public final class PropertyRules {

    /** Nothing is protected. */
    public static final PropertyRules NONE = new PropertyRules(List.of());

    private static final int MOST = 200;

    enum Operation {
        CREATE,
        READ,
        UPDATE,
        DELETE
    }

    private record Compiled(Pattern pattern, PropertyRule rule) {}

    private final List<Compiled> rules;

    /** Rules in their order, 200 at most, each with a pattern that can be understood. */
    public PropertyRules(List<PropertyRule> rules) {
        if (rules.size() > MOST) {
            throw new CatalogError.Invalid("There may be " + MOST + " rules at most.");
        }
        this.rules =
                rules.stream().map(rule -> new Compiled(rule.compiled(), rule)).toList();
    }

    /** Reads {@code {"rules": […]}}, as decoded from JSON. */
    public static PropertyRules of(Map<String, Object> attributes) {
        if (attributes.size() == 1 && attributes.get("rules") instanceof List<?> list) {
            return new PropertyRules(list.stream()
                    .map(rule -> rule instanceof Map<?, ?> members ? members : Map.of())
                    .map(PropertyRule::of)
                    .toList());
        }
        throw new CatalogError.Invalid("The body must have one member, 'rules', a list.");
    }

    /** The rules in their order. */
    public List<PropertyRule> list() {
        return rules.stream().map(Compiled::rule).toList();
    }

    /** Refuses to create an image with a property that the caller may not add. */
    public void requireCreate(Caller caller, ImageDetails details) {
        details.properties().keySet().forEach(name -> require(caller, Operation.CREATE, name));
    }

    /** The image without the properties that the caller may not read. */
    public Image seenBy(Caller caller, Image image) {
        SortedMap<String, String> properties = new TreeMap<>(image.details().properties());
        return properties.keySet().removeIf(name -> !allow(caller, Operation.READ, name))
                ? described(image, properties)
                : image;
    }

    /**
     * The image after a change by a caller, to whom what it may not read is not there, and stays as it is.
     *
     * @param change is given the image as the caller sees it
     * @throws CatalogError.Forbidden when a property changes that the caller may not add, change or remove
     */
    public Image changed(Caller caller, Image image, UnaryOperator<Image> change) {
        Image seen = seenBy(caller, image);
        Image changed = change.apply(seen);
        Map<String, String> before = seen.details().properties();
        Map<String, String> after = changed.details().properties();
        before.keySet().stream()
                .filter(Predicate.not(after::containsKey))
                .forEach(name -> require(caller, Operation.DELETE, name));
        after.forEach((name, value) -> {
            if (!before.containsKey(name)) {
                require(caller, Operation.CREATE, name);
            } else if (!Objects.equals(before.get(name), value)) {
                require(caller, Operation.UPDATE, name);
            }
        });
        if (seen.equals(image)) {
            return changed;
        }
        SortedMap<String, String> all = new TreeMap<>(image.details().properties());
        all.keySet().removeAll(before.keySet());
        all.putAll(after);
        return described(changed, all);
    }

    /** Whether the caller may be told which images have the properties that the query names. */
    public boolean mayAsk(Caller caller, ImageQuery query) {
        return query.conditions().stream()
                .noneMatch(condition -> condition instanceof ImageQuery.HasProperty property
                        && !allow(caller, Operation.READ, property.key()));
    }

    // Nobody has changed it: its version is that of the image.
    private static Image described(Image image, SortedMap<String, String> properties) {
        return new Image(
                image.id(),
                image.owner(),
                image.status(),
                image.details().withOnlyProperties(properties),
                image.data(),
                image.staged(),
                image.lease(),
                image.imports(),
                image.shares(),
                image.createdAt(),
                image.updatedAt());
    }

    private void require(Caller caller, Operation operation, String name) {
        if (!allow(caller, operation, name)) {
            throw new CatalogError.Forbidden("Property '" + name + "' is protected: you may not "
                    + operation.name().toLowerCase(Locale.ROOT) + " it.");
        }
    }

    boolean allow(Caller caller, Operation operation, String name) {
        return rules.isEmpty()
                || rules.stream()
                        .filter(rule -> rule.pattern().matcher(name).find())
                        .findFirst()
                        .map(rule -> rule.rule().allows(caller, operation))
                        .orElse(false);
    }
}
