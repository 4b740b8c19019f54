/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Tx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Statements with their parameters, in their order. Times are the database's, so that replicas agree on them. */
final class Sql {

    private static final double MILLIS = 1000;

    private Sql() {}

    /** What {@code now()} is after the seconds in that parameter. */
    static String in(String parameter) {
        return "now() + make_interval(secs => " + parameter + ") ";
    }

    static double seconds(Duration time) {
        return time.toMillis() / MILLIS;
    }

    static Uni<Integer> change(Tx tx, String sql, Object... parameters) {
        return with(tx.session().createNativeQuery(sql), parameters).executeUpdate();
    }

    static <R> Uni<List<R>> rows(Tx tx, Class<R> row, String sql, Object... parameters) {
        return with(tx.session().createNativeQuery(sql, row), parameters).getResultList();
    }

    static <R> Uni<Optional<R>> first(Tx tx, Class<R> row, String sql, Object... parameters) {
        return rows(tx, row, sql, parameters).map(found -> found.stream().findFirst());
    }

    private static <Q extends Mutiny.AbstractQuery> Q with(Q query, Object... parameters) {
        for (int i = 0; i < parameters.length; i++) {
            var unused = query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }
}
