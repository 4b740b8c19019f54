/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.metadef;

import io.vitrine.catalog.domain.CatalogError;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which part of a list somebody asks for, in which order.
 *
 * @param limit entries at most; 0 asks for none
 * @param marker the part begins after the entry of this name
 */
public record Paging(String sortKey, boolean ascending, int limit, Optional<String> marker) {

    private static final int MAX_LIMIT = 1000;
    private static final List<String> DEFINITION_KEYS = List.of("name", "created_at", "updated_at");

    static Paging parse(Parameters parameters, List<String> sortKeys, int defaultLimit) {
        String key = parameters.value("sort_key").orElse("created_at");
        if (!sortKeys.contains(key)) {
            throw new CatalogError.Invalid(
                    "Invalid sort key: " + key + ". It must be one of: " + String.join(", ", sortKeys) + ".");
        }
        String direction = parameters.value("sort_dir").orElse("desc");
        if (!direction.equals("asc") && !direction.equals("desc")) {
            throw new CatalogError.Invalid("Invalid sort direction: " + direction + ". It must be asc or desc.");
        }
        int limit = parameters.value("limit").map(Paging::limit).orElse(defaultLimit);
        return new Paging(key, direction.equals("asc"), limit, parameters.value("marker"));
    }

    /** Reads how a list of definitions is asked for: all of them, unless there is a limit. */
    public static Paging ofDefinitions(Parameters parameters) {
        return parse(parameters, DEFINITION_KEYS, Integer.MAX_VALUE);
    }

    /** The part of these definitions. */
    public List<Definition> of(List<Definition> definitions) {
        Comparator<Definition> order = switch (sortKey) {
            case "created_at" -> Comparator.comparing(Definition::createdAt).thenComparing(Definition::name);
            case "updated_at" -> Comparator.comparing(Definition::updatedAt).thenComparing(Definition::name);
            default -> Comparator.comparing(Definition::name);
        };
        List<Definition> sorted = definitions.stream()
                .sorted(ascending ? order : order.reversed())
                .toList();
        int first = marker.map(name -> placeAfter(sorted, name)).orElse(0);
        return sorted.stream().skip(first).limit(limit).toList();
    }

    private static int placeAfter(List<Definition> sorted, String marker) {
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.get(i).name().equals(marker)) {
                return i + 1;
            }
        }
        throw new CatalogError.NotFound("The marker " + marker + " is not in the list.");
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new CatalogError.Invalid("limit param must be a whole number, 0 or more: " + text);
        }
        return Math.min(MAX_LIMIT, Integer.parseInt(text));
    }
}
