/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageQuery.Order;
import io.vitrine.catalog.domain.ImageQuery.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A list's order in SQL, and the condition to stand after a given image in it. Absent values come first ascending. */
final class OrderSql {

    /** As the indexes of the order by name have it. */
    static final String NAME = "COALESCE(i.name, '') COLLATE \"C\"";

    private final List<Order> order;
    private final String usual;

    /** {@code usual} is the name of the table whose columns of the usual order, creation and id, are taken. */
    OrderSql(List<Order> order, String usual) {
        this.order = order;
        this.usual = usual;
    }

    String orderBy() {
        return order.stream()
                .map(step -> expression(step.key()) + (step.ascending() ? " ASC" : " DESC"))
                .collect(Collectors.joining(", "));
    }

    /** Holds for what comes after {@code marker}. */
    String after(Image marker, SqlText sql) {
        boolean oneDirection = order.stream().map(Order::ascending).distinct().count() == 1;
        return oneDirection ? rowComparison(marker, sql) : stepwise(marker, sql);
    }

    // PostgreSQL seeks straight to the place in an index for a comparison of rows.
    private String rowComparison(Image marker, SqlText sql) {
        String expressions = order.stream().map(step -> expression(step.key())).collect(Collectors.joining(", "));
        String values =
                order.stream().map(step -> sql.bind(value(step.key(), marker))).collect(Collectors.joining(", "));
        return "(" + expressions + ") " + comparison(order.getFirst()) + " (" + values + ")";
    }

    private String stepwise(Image marker, SqlText sql) {
        List<String> alternatives = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            List<String> terms = new ArrayList<>();
            order.subList(0, i).forEach(equal -> terms.add(term(equal, "=", marker, sql)));
            terms.add(term(order.get(i), comparison(order.get(i)), marker, sql));
            alternatives.add(String.join(" AND ", terms));
        }
        return "(" + String.join(" OR ", alternatives) + ")";
    }

    private String term(Order step, String operator, Image marker, SqlText sql) {
        return expression(step.key()) + " " + operator + " " + sql.bind(value(step.key(), marker));
    }

    private static String comparison(Order step) {
        return step.ascending() ? ">" : "<";
    }

    private String expression(SortKey key) {
        return switch (key) {
            case NAME -> NAME;
            case DISK_FORMAT -> "COALESCE(i.disk_format, '')";
            case CONTAINER_FORMAT -> "COALESCE(i.container_format, '')";
            case STATUS -> "i.status";
            case SIZE -> "COALESCE(i.size, -1)";
            case ID -> usual + ".id";
            case CREATED_AT -> usual + ".created_at";
            case UPDATED_AT -> "i.updated_at";
        };
    }

    private static Object value(SortKey key, Image image) {
        return switch (key) {
            case NAME -> Objects.requireNonNullElse(image.details().name(), "");
            case DISK_FORMAT ->
                Objects.requireNonNullElse(image.details().formats().disk(), "");
            case CONTAINER_FORMAT ->
                Objects.requireNonNullElse(image.details().formats().container(), "");
            case STATUS -> image.status().wireName();
            case SIZE -> image.data() == null ? -1L : image.data().size();
            case ID -> image.id();
            case CREATED_AT -> image.createdAt();
            case UPDATED_AT -> image.updatedAt();
        };
    }
}
