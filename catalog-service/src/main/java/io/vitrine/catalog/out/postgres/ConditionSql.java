/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.vitrine.catalog.domain.ImageId;
import io.vitrine.catalog.domain.ImageQuery.Comparison;
import io.vitrine.catalog.domain.ImageQuery.Condition;
import io.vitrine.catalog.domain.ImageQuery.HasProperty;
import io.vitrine.catalog.domain.ImageQuery.HasTags;
import io.vitrine.catalog.domain.ImageQuery.IsHidden;
import io.vitrine.catalog.domain.ImageQuery.IsProtected;
import io.vitrine.catalog.domain.ImageQuery.NumberIs;
import io.vitrine.catalog.domain.ImageQuery.TextField;
import io.vitrine.catalog.domain.ImageQuery.TextIn;
import io.vitrine.catalog.domain.ImageQuery.TimeIs;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A list's conditions in SQL, on the image table under the name {@code i}. */
final class ConditionSql {

    private static final String NOTHING = "FALSE";

    private ConditionSql() {}

    static String of(Condition condition, SqlText sql) {
        return switch (condition) {
            case TextIn text -> textIn(text, sql);
            case NumberIs number ->
                column(number.field()) + " " + operator(number.comparison()) + " " + sql.bind(number.value());
            case TimeIs time -> time(time, sql);
            case HasTags tags -> "i.tags @> CAST(ARRAY[" + sql.bindAll(tags.tags()) + "] AS text[])";
            case HasProperty property -> property(property, sql);
            case IsProtected protection -> "i.protected = " + protection.value();
            case IsHidden hiding -> "i.os_hidden = " + hiding.value();
        };
    }

    private static String textIn(TextIn text, SqlText sql) {
        return switch (text.field()) {
            case ID -> ids(text.values(), sql);
            case NAME -> "i.name IS NOT NULL AND " + in(OrderSql.NAME, text.values(), sql);
            default -> in(column(text.field()), text.values(), sql);
        };
    }

    /** The term by which images that every project may see are looked up for it. */
    static String term(Condition condition, SqlText sql) {
        return switch (condition) {
            case HasTags tags -> "tag_term(" + sql.bind(tags.tags().iterator().next()) + ")";
            case HasProperty property ->
                "property_term(" + sql.bind(property.key()) + ", " + sql.bind(property.value()) + ")";
            default -> throw new IllegalArgumentException("There are no terms for " + condition);
        };
    }

    private static String property(HasProperty property, SqlText sql) {
        return "i.properties @> jsonb_build_object(CAST(" + sql.bind(property.key()) + " AS text), CAST("
                + sql.bind(property.value()) + " AS text))";
    }

    private static String ids(List<String> texts, SqlText sql) {
        List<UUID> ids =
                texts.stream().map(ImageId::parse).flatMap(Optional::stream).toList();
        return in(column(TextField.ID), ids, sql);
    }

    private static String in(String column, List<?> values, SqlText sql) {
        return switch (values.size()) {
            case 0 -> NOTHING;
            case 1 -> column + " = " + sql.bind(values.getFirst());
            default -> column + " IN (" + sql.bindAll(values) + ")";
        };
    }

    /** Clients know times to the second, so a moment means its whole second here. */
    private static String time(TimeIs time, SqlText sql) {
        String column = column(time.field());
        Instant second = time.value().truncatedTo(ChronoUnit.SECONDS);
        Instant next = second.plusSeconds(1);
        return switch (time.comparison()) {
            case EQ -> column + " >= " + sql.bind(second) + " AND " + column + " < " + sql.bind(next);
            case NEQ -> "(" + column + " < " + sql.bind(second) + " OR " + column + " >= " + sql.bind(next) + ")";
            case GT -> column + " >= " + sql.bind(next);
            case GTE -> column + " >= " + sql.bind(second);
            case LT -> column + " < " + sql.bind(second);
            case LTE -> column + " < " + sql.bind(next);
        };
    }

    private static String operator(Comparison comparison) {
        return switch (comparison) {
            case EQ -> "=";
            case NEQ -> "<>";
            case GT -> ">";
            case GTE -> ">=";
            case LT -> "<";
            case LTE -> "<=";
        };
    }

    private static String column(Enum<?> field) {
        return "i." + field.name().toLowerCase(Locale.ROOT);
    }
}
