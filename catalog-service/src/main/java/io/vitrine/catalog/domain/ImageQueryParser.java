/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import static io.vitrine.catalog.domain.ImageQuery.Comparison.EQ;
import static io.vitrine.catalog.domain.ImageQuery.Comparison.GTE;
import static io.vitrine.catalog.domain.ImageQuery.Comparison.LTE;

import io.vitrine.catalog.domain.ImageQuery.Comparison;
import io.vitrine.catalog.domain.ImageQuery.Condition;
import io.vitrine.catalog.domain.ImageQuery.NumberField;
import io.vitrine.catalog.domain.ImageQuery.NumberIs;
import io.vitrine.catalog.domain.ImageQuery.Scope;
import io.vitrine.catalog.domain.ImageQuery.TextField;
import io.vitrine.catalog.domain.ImageQuery.TextIn;
import io.vitrine.catalog.domain.ImageQuery.TimeField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the query string of the image list. Every parameter that is not known is a filter on a custom property. */
public final class ImageQueryParser {

    static final int DEFAULT_LIMIT = 25;
    static final int MAX_LIMIT = 1000;

    private static final Set<String> PAGING =
            Set.of("limit", "marker", "sort", "sort_key", "sort_dir", "member_status", "visibility", "tag");

    private ImageQueryParser() {}

    /**
     * Reads decoded parameters.
     *
     * @param parameters each name with its values in the order given; where one is enough, the last counts
     * @throws CatalogError.Invalid when a parameter cannot be understood
     */
    public static ImageQuery parse(Map<String, List<String>> parameters) {
        parameters.forEach(ImageQueryParser::requireStorable);
        List<Condition> conditions = new ArrayList<>();
        parameters.forEach((name, values) -> {
            if (!PAGING.contains(name)) {
                conditions.add(condition(name, values.getLast()));
            }
        });
        if (!parameters.containsKey("os_hidden")) {
            conditions.add(new ImageQuery.IsHidden(false));
        }
        if (parameters.containsKey("tag")) {
            Set<String> tags = new LinkedHashSet<>();
            parameters.get("tag").forEach(tag -> tags.add(tag.strip()));
            conditions.add(new ImageQuery.HasTags(tags));
        }
        return new ImageQuery(
                List.copyOf(conditions),
                scope(last(parameters, "visibility")),
                shares(last(parameters, "member_status"), isForName(parameters)),
                ImageOrderParser.parse(parameters),
                limit(last(parameters, "limit")),
                last(parameters, "marker"));
    }

    private static void requireStorable(String name, List<String> values) {
        Text.block("A parameter's name", name);
        values.forEach(value -> Text.block("Parameter '" + name + "'", value));
    }

    private static Condition condition(String name, String value) {
        return switch (name) {
            case "changes-since" ->
                throw new CatalogError.Invalid(
                        "The \"changes-since\" filter is no longer available on v2. Use updated_at=gte:<time>.");
            case "id", "name", "status", "container_format", "disk_format" -> listable(name, value);
            case "owner", "checksum", "os_hash_algo", "os_hash_value" -> new TextIn(text(name), List.of(value));
            case "created_at", "updated_at" -> time(name, value);
            case "protected" -> new ImageQuery.IsProtected(flag(name, value));
            case "os_hidden" -> new ImageQuery.IsHidden(flag(name, value.toLowerCase(Locale.ROOT)));
            default -> numberOrProperty(name, value);
        };
    }

    private static Condition listable(String name, String expression) {
        FilterValue filter = name.equals("name") ? FilterValue.parseText(expression) : FilterValue.parse(expression);
        return switch (filter.operator()) {
            case "eq" -> new TextIn(text(name), List.of(filter.operand()));
            case "in" -> new TextIn(text(name), filter.list());
            default ->
                throw new CatalogError.Invalid("Unable to filter by unknown operator '" + filter.operator()
                        + "'. A value that contains a colon is written as " + name + "=eq:" + expression + ".");
        };
    }

    private static Condition time(String name, String expression) {
        FilterValue filter = FilterValue.parse(expression);
        return new ImageQuery.TimeIs(
                TimeField.valueOf(name.toUpperCase(Locale.ROOT)),
                comparison(filter.operator()),
                IsoTime.parse(filter.operand())
                        .orElseThrow(() -> new CatalogError.Invalid(
                                "Bad \"" + name + "\" query filter format. Use ISO 8601 DateTime notation.")));
    }

    private static Comparison comparison(String operator) {
        for (Comparison candidate : Comparison.values()) {
            if (candidate.name().toLowerCase(Locale.ROOT).equals(operator)) {
                return candidate;
            }
        }
        throw new CatalogError.Invalid(
                "Unable to filter by unknown operator '" + operator + "'. Known are eq, neq, gt, gte, lt and lte.");
    }

    private static Condition numberOrProperty(String name, String value) {
        for (NumberField field : NumberField.values()) {
            String column = field.name().toLowerCase(Locale.ROOT);
            if (name.equals(column)) {
                return new NumberIs(field, EQ, number(name, value));
            }
            if (name.equals(column + "_min")) {
                return new NumberIs(field, GTE, number(name, value));
            }
            if (name.equals(column + "_max")) {
                return new NumberIs(field, LTE, number(name, value));
            }
        }
        return new ImageQuery.HasProperty(name, value);
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            throw new CatalogError.Invalid(
                    "Unable to filter '" + name + "' on a range with a non-numeric value: " + value);
        }
    }

    private static boolean flag(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new CatalogError.Invalid(
                        "Invalid value '" + value + "' for '" + name + "' filter. Valid values are 'true' or 'false'.");
        };
    }

    private static Scope scope(Optional<String> visibility) {
        if (visibility.isEmpty()) {
            return new ImageQuery.Usual();
        }
        if (visibility.get().equals("all")) {
            return new ImageQuery.Everything();
        }
        return new ImageQuery.Only(Visibility.of(visibility.get())
                .orElseThrow(() -> new CatalogError.Invalid("Invalid visibility value: " + visibility.get()
                        + ". Valid values are public, private, shared, community and all.")));
    }

    // Who asks for an image by its name is about to use or accept it, so a share that waits for an answer is found too.
    private static boolean isForName(Map<String, List<String>> parameters) {
        return parameters.containsKey("name") && !parameters.containsKey("visibility");
    }

    private static Set<MemberStatus> shares(Optional<String> status, boolean forName) {
        if (status.isEmpty()) {
            return forName
                    ? EnumSet.of(MemberStatus.ACCEPTED, MemberStatus.PENDING)
                    : EnumSet.of(MemberStatus.ACCEPTED);
        }
        if (status.get().equals("all")) {
            return EnumSet.allOf(MemberStatus.class);
        }
        return EnumSet.of(MemberStatus.of(status.get())
                .orElseThrow(() -> new CatalogError.Invalid("Invalid status: " + status.get()
                        + ". Valid values are pending, accepted, rejected and all.")));
    }

    static int limit(Optional<String> limit) {
        if (limit.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        String value = limit.get().strip();
        if (!value.matches("[0-9]+")) {
            throw new CatalogError.Invalid("limit param must be a whole number, 0 or more: " + value);
        }
        return value.length() > 9 ? MAX_LIMIT : Math.min(MAX_LIMIT, Integer.parseInt(value));
    }

    private static Optional<String> last(Map<String, List<String>> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(List::getLast);
    }

    private static TextField text(String name) {
        return TextField.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
