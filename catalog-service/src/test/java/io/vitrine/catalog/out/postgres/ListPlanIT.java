/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageQuery;
import io.vitrine.catalog.domain.ImageQueryParser;
import io.vitrine.testkit.VitrineServers;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How PostgreSQL answers the list, and finds a lease, when there are many images of many projects: 20,000 of 400
 * projects, one in fifty of them public, a few shared with the project that asks. What a page touches is read from
 * EXPLAIN ANALYZE.
 */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class ListPlanIT {

    private static final String ME = "many-7";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\?(\\d+)");
    private static final Pattern ROWS_READ = Pattern.compile(
            "(?:Index Scan|Index Only Scan|Bitmap Heap Scan|Seq Scan)[^\\n]* on (?:image|image_open_term|image_member)[ (][^\\n]*actual rows=([\\d.]+) loops=(\\d+)");
    private static final Pattern ROWS_DROPPED = Pattern.compile("Rows Removed by Filter: (\\d+)");

    @Inject
    DataSource database;

    @BeforeEach
    void fill() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet filled = statement.executeQuery("SELECT 1 FROM image WHERE owner = '" + ME + "' LIMIT 1");
            if (filled.next()) {
                return;
            }
            // Else the vacuum below finds the rows too young to be seen by all, and no page is read from an index
            // alone.
            statement.execute("SET synchronous_commit = on");
            statement.execute("""
                    INSERT INTO image (id, owner, status, name, visibility, protected, os_hidden, min_disk, min_ram,
                                       tags, properties, created_at, updated_at)
                    SELECT gen_random_uuid(), 'many-' || n % 400, 'queued', 'name-' || n,
                           CASE WHEN n % 50 = 0 THEN 'public' WHEN n % 51 = 0 THEN 'community'
                                WHEN n % 2 = 0 THEN 'shared' ELSE 'private' END,
                           false, false, 0, 0, ARRAY['tag-' || n % 100, 'all'],
                           jsonb_build_object('os_distro', 'd' || n % 20, 'os_type', 'linux'),
                           timestamptz '2025-01-01' + n * interval '1 minute', timestamptz '2025-01-01'
                    FROM generate_series(1, 20000) n""");
            statement.execute("""
                    INSERT INTO image_member (image_id, project, status, created_at, updated_at)
                    SELECT id, 'many-' || (row_number() OVER (ORDER BY created_at)) % 400,
                           CASE WHEN random() < 0.3 THEN 'pending' ELSE 'accepted' END, created_at, created_at
                    FROM image WHERE visibility = 'shared' AND owner LIKE 'many-%'""");
            statement.execute("VACUUM ANALYZE image, image_member, image_open_term");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // query                                    | rows touched at most, of images, their members and terms
                "''                                         | 200",
                "limit=100                                  | 400",
                "visibility=public                          | 60",
                "visibility=private                         | 120",
                "visibility=shared                          | 200",
                "visibility=community                       | 60",
                "visibility=all                             | 250",
                "member_status=pending                      | 200",
                "name=name-4000                             | 600",
                "tag=tag-7                                  | 200",
                "tag=all                                    | 200",
                "tag=tag-0&visibility=all                   | 250",
                "os_distro=d0&visibility=public             | 60",
                "os_distro=d7                               | 200",
                "os_type=linux                              | 200",
                "os_type=linux&sort=created_at:asc          | 250",
                "os_type=linux&visibility=community         | 60",
                "sort=name:asc                              | 200",
                "sort=name:desc                             | 200",
                "sort=name:asc,created_at:desc              | 600",
                "created_at=gte:2025-01-10T00:00:00Z        | 250",
            })
    void page_touchesOnlyWhatTheProjectSees(String query, int most) throws SQLException {
        String plan = explain(
                ImageQueryParser.parse(parameters(query)), new ImageListing.Reader(ME, false), Optional.empty());
        assertTouches(plan, most);
    }

    @Test
    void page_farDown_costsWhatTheFirstDoes() throws SQLException {
        ImageQuery query = ImageQueryParser.parse(Map.of());
        Image marker = marker(Instant.parse("2025-01-02T00:00:00Z"));
        String own = explain(query, new ImageListing.Reader(ME, false), Optional.of(marker));
        String all = explain(query, new ImageListing.Reader(ME, true), Optional.of(marker));
        assertTouches(own, 200);
        assertTouches(all, 60);
    }

    @Test
    void page_farDown_ofATag_costsWhatTheFirstDoes() throws SQLException {
        ImageQuery query = ImageQueryParser.parse(parameters("tag=all"));
        Image marker = marker(Instant.parse("2025-01-02T00:00:00Z"));
        String plan = explain(query, new ImageListing.Reader(ME, false), Optional.of(marker));
        assertTouches(plan, 200);
    }

    /** By name, what other tests have hidden or shared with all comes first, and is passed over. */
    @ParameterizedTest
    @CsvSource({
        "'', 60",
        "visibility=public, 60",
        "visibility=all, 60",
        "name=name-4000, 5",
        "sort=name:asc, 200",
        "visibility=public&tag=all, 60"
    })
    void adminsPage_readsNoMoreThanItShows(String query, int most) throws SQLException {
        String plan =
                explain(ImageQueryParser.parse(parameters(query)), new ImageListing.Reader(ME, true), Optional.empty());
        assertTouches(plan, most);
    }

    @Test
    void lease_isFoundWithoutReadingOtherImages() throws SQLException {
        SqlText sql = new SqlText();
        sql.bind(UUID.randomUUID());
        String plan = explain(false, ImageRepository.BY_LEASE, sql);
        assertThat(plan).contains("Bitmap").doesNotContain("Seq Scan on image");
    }

    @Test
    void copy_isFoundWithoutReadingImages() throws SQLException {
        SqlText sql = new SqlText();
        sql.bind("file");
        sql.bind(UUID.randomUUID().toString());
        String plan = explain(false, ImageRepository.BY_COPY, sql);
        assertThat(plan).contains("image_copies").doesNotContain("Seq Scan on image");
    }

    private Image marker(Instant createdAt) {
        ImageRow row = new ImageRow();
        row.id = new UUID(0, 0);
        row.owner = ME;
        row.status = "queued";
        row.visibility = "private";
        row.tags = List.of();
        row.properties = Map.of();
        row.createdAt = createdAt;
        row.updatedAt = createdAt;
        return row.toImage();
    }

    private String explain(ImageQuery query, ImageListing.Reader reader, Optional<Image> marker) throws SQLException {
        SqlText sql = new SqlText();
        return explain(
                ImageListing.mindsValues(query, reader), ImageListing.statement(query, reader, marker, sql), sql);
    }

    /** The plan that the service's connections have for a statement, whatever its values, or one that minds these. */
    private String explain(boolean mindsValues, String text, SqlText sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = " + (mindsValues ? "force_custom_plan" : "force_generic_plan"));
            statement.execute(
                    "PREPARE explained AS " + PLACEHOLDER.matcher(text).replaceAll("\\$$1"));
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = statement.executeQuery(
                    "EXPLAIN (ANALYZE, TIMING OFF) EXECUTE explained" + literals(sql.values()))) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            } finally {
                statement.execute("DEALLOCATE explained");
                statement.execute("RESET plan_cache_mode");
            }
            return plan.toString();
        }
    }

    private static String literals(List<Object> values) {
        String literals = values.stream()
                .map(value -> "'" + value.toString().replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        return literals.isEmpty() ? "" : "(" + literals + ")";
    }

    private static void assertTouches(String plan, int most) {
        assertThat(plan).doesNotContain("Seq Scan on image");
        assertThat(touched(plan)).as(plan).isPositive().isLessThanOrEqualTo(most);
    }

    private static double touched(String plan) {
        double rows = 0;
        Matcher read = ROWS_READ.matcher(plan);
        while (read.find()) {
            rows += Double.parseDouble(read.group(1)) * Long.parseLong(read.group(2));
        }
        Matcher dropped = ROWS_DROPPED.matcher(plan);
        while (dropped.find()) {
            rows += Long.parseLong(dropped.group(1));
        }
        return rows;
    }

    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), List.of(pair.substring(equals + 1)));
        }
        return parameters;
    }
}
