/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import io.vitrine.catalog.domain.ImageQuery.Order;
import io.vitrine.catalog.domain.ImageQuery.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the order of the image list in either syntax, {@code sort=name:asc,size} or {@code sort_key=name&sort_dir=asc}. */
final class ImageOrderParser {

    private static final String ASCENDING = "asc";
    private static final String DESCENDING = "desc";

    private ImageOrderParser() {}

    static List<Order> parse(Map<String, List<String>> parameters) {
        List<String> keys = parameters.getOrDefault("sort_key", List.of());
        List<String> directions = parameters.getOrDefault("sort_dir", List.of());
        if (!parameters.containsKey("sort")) {
            return total(separate(keys, directions), directions.size() == 1 ? directions.getFirst() : DESCENDING);
        }
        if (!keys.isEmpty() || !directions.isEmpty()) {
            throw new CatalogError.Invalid("Old and new sorting syntax cannot be combined.");
        }
        List<Order> order = combined(parameters.get("sort").getLast());
        return total(order, order.size() == 1 && order.getFirst().ascending() ? ASCENDING : DESCENDING);
    }

    private static List<Order> combined(String sort) {
        List<Order> order = new ArrayList<>();
        for (String step : sort.strip().split(",", -1)) {
            int colon = step.indexOf(':');
            String key = colon < 0 ? step : step.substring(0, colon);
            String direction = colon < 0 ? DESCENDING : step.substring(colon + 1);
            order.add(new Order(key(key), isAscending(direction)));
        }
        return order;
    }

    private static List<Order> separate(List<String> keys, List<String> directions) {
        if (directions.size() > 1 && directions.size() != keys.size()) {
            throw new CatalogError.Invalid("Number of sort dirs does not match the number of sort keys.");
        }
        List<Order> order = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String direction = switch (directions.size()) {
                case 0 -> DESCENDING;
                case 1 -> directions.getFirst();
                default -> directions.get(i);
            };
            order.add(new Order(key(keys.get(i)), isAscending(direction)));
        }
        return order;
    }

    /** Ends the order with creation time and id, so that no two images are equal in it. */
    private static List<Order> total(List<Order> asked, String direction) {
        boolean ascending = isAscending(direction);
        List<Order> order = new ArrayList<>();
        for (Order step : asked) {
            addUnlessThere(order, step);
        }
        addUnlessThere(order, new Order(SortKey.CREATED_AT, ascending));
        addUnlessThere(order, new Order(SortKey.ID, ascending));
        return List.copyOf(order);
    }

    private static void addUnlessThere(List<Order> order, Order step) {
        if (order.stream().noneMatch(earlier -> earlier.key() == step.key())) {
            order.add(step);
        }
    }

    private static SortKey key(String name) {
        String asked = name.strip();
        for (SortKey candidate : SortKey.values()) {
            if (candidate.name().toLowerCase(Locale.ROOT).equals(asked)) {
                return candidate;
            }
        }
        throw new CatalogError.Invalid("Invalid sort key: " + asked
                + ". It must be one of the following: container_format, created_at, disk_format, id, name, size,"
                + " status, updated_at.");
    }

    static boolean isAscending(String direction) {
        return switch (direction.strip()) {
            case ASCENDING -> true;
            case DESCENDING -> false;
            default ->
                throw new CatalogError.Invalid(
                        "Invalid sort direction: " + direction + ". It must be one of the following: asc, desc.");
        };
    }
}
