/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageQuery;
import io.vitrine.catalog.domain.ImageQuery.Condition;
import io.vitrine.catalog.domain.ImageQuery.HasProperty;
import io.vitrine.catalog.domain.ImageQuery.HasTags;
import io.vitrine.catalog.domain.ImageQuery.Order;
import io.vitrine.catalog.domain.ImageQuery.SortKey;
import io.vitrine.catalog.domain.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Part of the images that are seen, of which a page is read.
 *
 * @param order the table under whose name the columns of the usual order are found in an index
 * @param walked whether its images are asked one by one, since no tag or property is worth looking up among others, too
 */
record Branch(String from, String where, String order, boolean walked) {

    private static final String IMAGE = "image i";

    /** Images of all projects. */
    static Branch of(String where) {
        return new Branch(IMAGE, where, "i", false);
    }

    /** One project's images. */
    static Branch ofOneProject(String where) {
        return new Branch(IMAGE, where, "i", true);
    }

    /** Images that are shared with one project, which {@code m} says. */
    static Branch ofShares(String where) {
        return new Branch("image_member m JOIN image i ON i.id = m.image_id", where, "i", true);
    }

    /** Images that every project may see: by the tag or property that is asked for, where one is. */
    static Branch open(Visibility visibility, ImageQuery query, SqlText sql) {
        String is = "visibility = '" + visibility.wireName() + "'";
        return query.conditions().stream()
                .filter(Branch::isLookedUp)
                .findFirst()
                .map(condition -> ofTerm(is + " AND term = " + ConditionSql.term(condition, sql), query))
                .orElseGet(() -> of("i." + is));
    }

    // However many PostgreSQL takes to have the term: they are found in order, and no more of the images are read than
    // it takes.
    private static Branch ofTerm(String term, ImageQuery query) {
        boolean oldestFirst = query.order().getFirst().equals(new Order(SortKey.CREATED_AT, true));
        String direction = oldestFirst ? "ASC" : "DESC";
        return new Branch(
                "(SELECT created_at, id FROM image_open_term WHERE " + term + " ORDER BY created_at " + direction
                        + ", id " + direction
                        + ") k CROSS JOIN LATERAL (SELECT * FROM image WHERE id = k.id OFFSET 0) i",
                "TRUE",
                "k",
                false);
    }

    /** Those of its images of which this holds, too. */
    Branch and(String condition) {
        return new Branch(from, where + " AND " + condition, order, walked);
    }

    /** The statement that reads a page of it. */
    String page(ImageQuery query, Optional<Image> marker, SqlText sql) {
        OrderSql sorted = new OrderSql(query.order(), order);
        List<String> conditions = new ArrayList<>();
        conditions.add(where);
        query.conditions().forEach(condition -> conditions.add(narrowed(condition, sql)));
        marker.ifPresent(image -> conditions.add(sorted.after(image, sql)));
        return "SELECT i.* FROM " + from + " WHERE " + String.join(" AND ", conditions) + " ORDER BY "
                + sorted.orderBy() + " LIMIT " + query.limit();
    }

    // PostgreSQL takes a project for larger than it is, and would look a property up among all images, if the condition
    // were one that an index answers.
    private String narrowed(Condition condition, SqlText sql) {
        String narrowing = ConditionSql.of(condition, sql);
        return walked && isLookedUp(condition) ? "(" + narrowing + ") IS TRUE" : narrowing;
    }

    static boolean isLookedUp(Condition condition) {
        return condition instanceof HasTags || condition instanceof HasProperty;
    }
}
