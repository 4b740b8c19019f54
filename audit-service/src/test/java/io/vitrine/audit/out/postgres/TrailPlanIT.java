/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.vitrine.audit.AuditTest;
import io.vitrine.audit.domain.TrailFilter;
import io.vitrine.audit.domain.View;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On a long trail no look reads all of it: every usual filter has an index, and a project's view has its two. */
@AuditTest
class TrailPlanIT {

    private static final int ENTRIES = 100_000;
    private static final int MOST_BLOCKS = 2000;
    private static final String LIMIT = "51";
    private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");
    private static final Pattern BLOCKS = Pattern.compile("(?s)Buffers: shared hit=(\\d+)( read=(\\d+))?.*");

    private static final String FILL = """
            insert into audit_event
            select (select coalesce(max(position), 0) from audit_event) + n, '/plan', gen_random_uuid(),
                   'Type' || n %% 20, 'plan', 0, n, cast(lpad(to_hex(n / 20), 32, '0') as uuid), 1 + n %% 20,
                   timestamptz '2026-01-01' + n * interval '1 second', 'owner-' || n %% 1000, 'user-' || n %% 5000,
                   'project-' || n %% 700, '', null, null, '[]', '{}', now()
            from generate_series(1, %d) n
            where not exists (select 1 from audit_event where source = '/plan')
            """.formatted(ENTRIES);

    @Inject
    AgroalDataSource database;

    @BeforeEach
    void fill() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(FILL);
            statement.execute("analyze audit_event");
        }
    }

    static Stream<TrailQuery> looks() {
        View everything = new View.Everything();
        View project = new View.OfProject("owner-7");
        UUID image = UUID.fromString("00000000-0000-0000-0000-000000000007");
        return Stream.of(
                look(everything, null, null, null, null),
                look(project, null, null, null, null),
                look(new View.OfProject("project-7"), null, null, null, null),
                look(new View.OfProject("nobody"), null, null, null, null),
                look(everything, image, null, null, null),
                look(project, image, null, null, null),
                look(everything, null, "owner-7", null, null),
                look(everything, null, null, "user-7", null),
                look(project, null, null, "user-7", null),
                look(everything, null, null, null, "Type7"),
                look(everything, null, null, null, "NoSuchType"),
                look(project, null, null, null, "Type7"),
                inTheFirstHour(project));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void lookBack_atALongTrail_readsAnIndex(TrailQuery query) throws SQLException {
        assertReadsLittle(query.before(Long.MAX_VALUE));
    }

    @Test
    void lookBackAtATime_readsAnIndex() throws SQLException {
        assertThat(plan(inTheFirstHour(new View.Everything()).before(Long.MAX_VALUE)))
                .contains("Index")
                .doesNotContain("Seq Scan");
    }

    @Test
    void lookAhead_atALongTrail_readsAnIndex() throws SQLException {
        assertReadsLittle(look(new View.Everything(), null, null, null, null).within(ENTRIES / 2, ENTRIES));
        assertReadsLittle(
                look(new View.OfProject("owner-7"), null, null, null, null).within(0, ENTRIES));
    }

    private void assertReadsLittle(TrailQuery query) throws SQLException {
        String plan = plan(query);
        assertThat(plan).contains("Index").doesNotContain("Seq Scan");
        assertThat(blocks(plan)).as(plan).isLessThan(MOST_BLOCKS);
    }

    private static long blocks(String plan) {
        var match = BLOCKS.matcher(plan);
        assertThat(match.find()).as(plan).isTrue();
        return Long.parseLong(match.group(1)) + (match.group(3) == null ? 0 : Long.parseLong(match.group(3)));
    }

    private String plan(TrailQuery query) throws SQLException {
        StringJoiner plan = new StringJoiner("\n");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain (analyze, buffers, costs off) " + literal(query))) {
            while (rows.next()) {
                plan.add(rows.getString(1));
            }
        }
        return plan.toString();
    }

    private static String literal(TrailQuery query) {
        return PARAMETER
                .matcher(query.sql())
                .replaceAll(name -> name.group(1).equals("limit")
                        ? LIMIT
                        : "'" + query.parameters().get(name.group(1)) + "'");
    }

    private static TrailQuery look(View view, UUID image, String project, String actor, String type) {
        TrailFilter filter = new TrailFilter(
                Optional.ofNullable(image),
                Optional.ofNullable(project),
                Optional.ofNullable(actor),
                Optional.ofNullable(type),
                Optional.empty(),
                Optional.empty());
        return TrailQuery.of(filter, view);
    }

    private static TrailQuery inTheFirstHour(View view) {
        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        TrailFilter filter = new TrailFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(begin),
                Optional.of(begin.plusSeconds(3600)));
        return TrailQuery.of(filter, view);
    }
}
