/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageQuery;
import io.vitrine.catalog.domain.ImageQuery.Everything;
import io.vitrine.catalog.domain.ImageQuery.Only;
import io.vitrine.catalog.domain.ImageQuery.Usual;
import io.vitrine.catalog.domain.MemberStatus;
import io.vitrine.catalog.domain.Visibility;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
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
        return planned(tx, query, reader)
                .chain(select::getResultList)
                .map(rows -> rows.stream().map(ImageRow::toImage).toList());
    }

    private static Uni<Void> planned(Tx tx, ImageQuery query, Reader reader) {
        return mindsValues(query, reader)
                ? tx.session()
                        .createNativeQuery("SET LOCAL plan_cache_mode = force_custom_plan")
                        .executeUpdate()
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /**
     * Whether a page is planned for what is asked, which takes a transaction, and not once for all values: among all projects'
     * images, how many have a tag or property tells whether these are looked up or the list is walked.
     */
    public static boolean mindsValues(ImageQuery query, Reader reader) {
        return reader.admin() && query.conditions().stream().anyMatch(Branch::isLookedUp);
    }

    static String statement(ImageQuery query, Reader reader, Optional<Image> marker, SqlText sql) {
        List<Branch> branches = reader.admin() ? everyProjects(query, reader, sql) : visible(query, reader, sql);
        return branches.stream()
                        .map(branch -> "(" + branch.page(query, marker, sql) + ")")
                        .collect(Collectors.joining(" UNION ALL ", "SELECT i.* FROM (", ") i"))
                + " ORDER BY " + new OrderSql(query.order(), "i").orderBy() + " LIMIT " + query.limit();
    }

    private static List<Branch> everyProjects(ImageQuery query, Reader reader, SqlText sql) {
        return List.of(
                switch (query.scope()) {
                    case Usual usual ->
                        Branch.of("(i.visibility <> 'community' OR i.owner = " + sql.bind(reader.project()) + ")");
                    case Everything everything -> Branch.of("TRUE");
                    case Only only -> only(only.visibility(), query, sql);
                });
    }

    private static List<Branch> visible(ImageQuery query, Reader reader, SqlText sql) {
        if (query.scope() instanceof Only only && only.visibility().isOpen()) {
            return List.of(only(only.visibility(), query, sql));
        }
        String me = sql.bind(reader.project());
        String own = "i.owner = " + me;
        String others = "i.owner <> " + me;
        return switch (query.scope()) {
            case Usual usual ->
                List.of(
                        Branch.ofOneProject(own),
                        Branch.open(Visibility.PUBLIC, query, sql).and(others),
                        shares(query, me, sql));
            case Everything everything ->
                List.of(
                        Branch.ofOneProject(own),
                        Branch.open(Visibility.PUBLIC, query, sql).and(others),
                        Branch.open(Visibility.COMMUNITY, query, sql).and(others),
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
        return Branch.ofShares(
                "m.project = " + me + answered + " AND " + is(Visibility.SHARED) + " AND i.owner <> " + me);
    }

    private static Branch only(Visibility visibility, ImageQuery query, SqlText sql) {
        return visibility.isOpen() ? Branch.open(visibility, query, sql) : Branch.of(is(visibility));
    }

    private static String is(Visibility visibility) {
        return "i.visibility = '" + visibility.wireName() + "'";
    }
}
