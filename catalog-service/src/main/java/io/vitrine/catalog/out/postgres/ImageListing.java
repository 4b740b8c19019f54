/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageQuery;
import io.vitrine.catalog.domain.ImageQuery.Condition;
import io.vitrine.catalog.domain.ImageQuery.Everything;
import io.vitrine.catalog.domain.ImageQuery.HasProperty;
import io.vitrine.catalog.domain.ImageQuery.HasTags;
import io.vitrine.catalog.domain.ImageQuery.Only;
import io.vitrine.catalog.domain.ImageQuery.Usual;
import io.vitrine.catalog.domain.MemberStatus;
import io.vitrine.catalog.domain.Visibility;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Pages of the image list. What a project sees is put together from disjoint branches (its own, the public ones, its
 * shares …), each of which walks an index of its own and stops at the page's length. So the cost of a page depends
 * neither on how many images other projects have nor on how far down the list it is.
 */
@ApplicationScoped
public class ImageListing {

    private static final String PUBLIC = "i.visibility = 'public'";
    private static final String COMMUNITY = "i.visibility = 'community'";

    /** Whose list it is: every image is in an admin's, only what the project may see in another's. */
    public record Reader(String project, boolean admin) {}

    /**
     * The images of a page, in order.
     *
     * @param marker the image that the query's marker names
     */
    public Uni<List<Image>> page(Tx tx, ImageQuery query, Reader reader, Optional<Image> marker) {
        SqlText sql = new SqlText();
        Mutiny.SelectionQuery<ImageRow> select =
                tx.session().createNativeQuery(statement(query, reader, marker, sql), ImageRow.class);
        for (int i = 0; i < sql.values().size(); i++) {
            select.setParameter(i + 1, sql.values().get(i));
        }
        return select.getResultList()
                .map(rows -> rows.stream().map(ImageRow::toImage).toList());
    }

    static String statement(ImageQuery query, Reader reader, Optional<Image> marker, SqlText sql) {
        OrderSql order = new OrderSql(query.order());
        String tail = " ORDER BY " + order.orderBy() + " LIMIT " + query.limit();
        List<String> branches = new ArrayList<>();
        for (Branch branch : reader.admin() ? everyProjects(query, reader, sql) : visible(query, reader, sql)) {
            List<String> conditions = new ArrayList<>();
            conditions.add(branch.where());
            query.conditions().forEach(condition -> conditions.add(branch.narrowed(condition, sql)));
            marker.ifPresent(image -> conditions.add(order.after(image, sql)));
            branches.add(
                    "(SELECT i.* FROM " + branch.from() + " WHERE " + String.join(" AND ", conditions) + tail + ")");
        }
        return branches.stream().collect(Collectors.joining(" UNION ALL ", "SELECT i.* FROM (", ") i")) + tail;
    }

    private static List<Branch> everyProjects(ImageQuery query, Reader reader, SqlText sql) {
        return List.of(
                switch (query.scope()) {
                    case Usual usual ->
                        Branch.of("(i.visibility <> 'community' OR i.owner = " + sql.bind(reader.project()) + ")");
                    case Everything everything -> Branch.of("TRUE");
                    case Only only -> Branch.of(is(only.visibility()));
                });
    }

    private static List<Branch> visible(ImageQuery query, Reader reader, SqlText sql) {
        if (query.scope() instanceof Only only && only.visibility().isOpen()) {
            return List.of(Branch.of(is(only.visibility())));
        }
        String me = sql.bind(reader.project());
        String own = "i.owner = " + me;
        String others = " AND i.owner <> " + me;
        return switch (query.scope()) {
            case Usual usual -> List.of(Branch.ofOneProject(own), Branch.of(PUBLIC + others), shares(query, me, sql));
            case Everything everything ->
                List.of(
                        Branch.ofOneProject(own),
                        Branch.of(PUBLIC + others),
                        Branch.of(COMMUNITY + others),
                        shares(query, me, sql));
            case Only only -> {
                Branch ownOfIt = Branch.ofOneProject(own + " AND " + is(only.visibility()));
                yield only.visibility() == Visibility.SHARED
                        ? List.of(ownOfIt, shares(query, me, sql))
                        : List.of(ownOfIt);
            }
        };
    }

    private static Branch shares(ImageQuery query, String me, SqlText sql) {
        List<String> statuses =
                query.shares().stream().map(MemberStatus::wireName).toList();
        String answered = query.shares().size() == MemberStatus.values().length
                ? ""
                : " AND m.status IN (" + sql.bindAll(statuses) + ")";
        return new Branch(
                "image_member m JOIN image i ON i.id = m.image_id",
                "m.project = " + me + answered + " AND " + is(Visibility.SHARED) + " AND i.owner <> " + me,
                true);
    }

    private static String is(Visibility visibility) {
        return "i.visibility = '" + visibility.wireName() + "'";
    }

    /**
     * Part of what is seen.
     *
     * @param ofOneProject whether it is one project's images or shares
     */
    private record Branch(String from, String where, boolean ofOneProject) {

        static Branch of(String where) {
            return new Branch("image i", where, false);
        }

        static Branch ofOneProject(String where) {
            return new Branch("image i", where, true);
        }

        // Looking up a property or tag among all images costs more than reading one project's. PostgreSQL takes a
        // project for
        // larger than it is, and would do the former, if the condition were one that an index answers.
        String narrowed(Condition condition, SqlText sql) {
            String narrowing =
                    where.startsWith(PUBLIC) ? ConditionSql.ofPublic(condition, sql) : ConditionSql.of(condition, sql);
            boolean lookedUp = condition instanceof HasTags || condition instanceof HasProperty;
            return ofOneProject && lookedUp ? "(" + narrowing + ") IS TRUE" : narrowing;
        }
    }
}
