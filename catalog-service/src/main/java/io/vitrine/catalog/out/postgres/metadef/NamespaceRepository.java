/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres.metadef;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.metadef.Namespace;
import io.vitrine.catalog.domain.metadef.NamespaceQuery;
import io.vitrine.catalog.domain.metadef.Paging;
import io.vitrine.catalog.out.postgres.Duplicates;
import io.vitrine.catalog.out.postgres.SqlText;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The namespaces of metadata definitions. */
@ApplicationScoped
public class NamespaceRepository {

    /** Whose list it is: all namespaces are in an admin's, only the public ones and the project's in another's. */
    public record Reader(String project, boolean admin) {}

    /** The namespace of that name, as it is just now. */
    public Uni<Optional<Namespace>> find(Tx tx, String name) {
        return named(tx, name, "");
    }

    /** The namespace of that name, locked to be changed until the transaction ends. */
    public Uni<Optional<Namespace>> lock(Tx tx, String name) {
        return named(tx, name, " FOR UPDATE");
    }

    private Uni<Optional<Namespace>> named(Tx tx, String name, String lock) {
        return tx.session()
                .createNativeQuery("SELECT * FROM metadef_namespace WHERE namespace = ?1" + lock, NamespaceRow.class)
                .setParameter(1, name)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(NamespaceRow::toNamespace));
    }

    /** A page of the namespaces, in order; its marker is there. */
    public Uni<List<Namespace>> list(Tx tx, NamespaceQuery query, Reader reader) {
        SqlText sql = new SqlText();
        Mutiny.SelectionQuery<NamespaceRow> select =
                tx.session().createNativeQuery(statement(query, reader, sql), NamespaceRow.class);
        for (int i = 0; i < sql.values().size(); i++) {
            select.setParameter(i + 1, sql.values().get(i));
        }
        return select.getResultList()
                .map(rows -> rows.stream().map(NamespaceRow::toNamespace).toList());
    }

    private static String statement(NamespaceQuery query, Reader reader, SqlText sql) {
        Paging paging = query.paging();
        List<String> conditions = new ArrayList<>();
        if (!reader.admin()) {
            conditions.add("(n.owner = " + sql.bind(reader.project()) + " OR n.visibility = 'public')");
        }
        query.visibility().ifPresent(visibility -> conditions.add("n.visibility = " + sql.bind(visibility)));
        if (!query.resourceTypes().isEmpty()) {
            conditions.add("EXISTS (SELECT 1 FROM metadef_definition d WHERE d.namespace_id = n.id"
                    + " AND d.kind = 'resource_type' AND d.name IN (" + sql.bindAll(query.resourceTypes()) + "))");
        }
        String expression = expression(paging.sortKey());
        paging.marker()
                .ifPresent(marker -> conditions.add("(" + expression + ", n.namespace) "
                        + (paging.ascending() ? ">" : "<") + " (SELECT " + expression
                        + ", n.namespace FROM metadef_namespace n WHERE n.namespace = " + sql.bind(marker) + ")"));
        String direction = paging.ascending() ? " ASC" : " DESC";
        return "SELECT n.* FROM metadef_namespace n"
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + " ORDER BY " + expression + direction + ", n.namespace" + direction
                + " LIMIT " + paging.limit();
    }

    private static String expression(String sortKey) {
        return sortKey.equals("display_name") ? "COALESCE(n.display_name, '')" : "n." + sortKey;
    }

    /**
     * Adds a namespace.
     *
     * @return false when its name is taken; the transaction is of no more use then
     */
    public Uni<Boolean> insert(Tx tx, Namespace namespace) {
        return unlessTaken(tx.session().insert(NamespaceRow.of(namespace)));
    }

    /**
     * Keeps a changed namespace.
     *
     * @return false when its name is taken; the transaction is of no more use then
     */
    public Uni<Boolean> save(Tx tx, Namespace namespace) {
        return unlessTaken(tx.session().update(NamespaceRow.of(namespace)));
    }

    private static Uni<Boolean> unlessTaken(Uni<Void> write) {
        return write.replaceWith(true).onFailure(Duplicates::is).recoverWithItem(false);
    }

    /** Removes a namespace with all that it defines. */
    public Uni<Void> delete(Tx tx, Namespace namespace) {
        return tx.session().delete(NamespaceRow.of(namespace));
    }
}
