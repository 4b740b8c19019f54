/* SPDX-License-Identifier: Apache-2.0 */

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What lists cost in catalogs of several sizes: {@code java Scale.java DATABASE CATALOG PROJECT SIZE...}, the tokens of a
 * member of that project and of an admin in {@code MEMBER_TOKEN} and {@code ADMIN_TOKEN}. Fills the catalog's database up to
 * each size, asks each query often, and prints as JSON the median milliseconds by size and query.
 *
 * <p>The images belong to 1,000 projects; one in fifty is public, one in fifty-one community, half of the rest shared. The
 * project that asks has forty from the start, and some shares, of which a third wait for its answer.
 */
class Scale {

    private static final int WARM_UP = 150;
    private static final int ROUNDS = 201;
    private static final int STEP = 50_000;

    private static final String IMAGES = """
            INSERT INTO image (id, owner, status, name, visibility, protected, os_hidden, disk_format, container_format,
                               min_disk, min_ram, tags, properties, created_at, updated_at)
            SELECT gen_random_uuid(), CASE WHEN n <= 40 THEN ? ELSE 'scale-' || n % 1000 END, 'queued', 'name-' || n,
                   CASE WHEN n % 50 = 0 THEN 'public' WHEN n % 51 = 0 THEN 'community'
                        WHEN n % 2 = 1 THEN 'shared' ELSE 'private' END,
                   false, n % 97 = 0, 'qcow2', 'bare', 0, 0, ARRAY['tag-' || abs(hashint4(n + 1)) % 100, 'all'],
                   jsonb_build_object('os_distro', 'distro-' || abs(hashint4(n)) % 20, 'hw_disk_bus', 'virtio'),
                   timestamptz '2020-01-01' + n * interval '1 minute', timestamptz '2020-01-01' + n * interval '1 minute'
            FROM generate_series(?, ?) n""";

    private static final String MEMBERS = """
            INSERT INTO image_member (image_id, project, status, created_at, updated_at)
            SELECT id, CASE WHEN n <= 1000 AND n % 25 = 1 THEN ? ELSE 'scale-' || (n + 1) % 1000 END,
                   CASE WHEN n % 3 = 0 THEN 'pending' ELSE 'accepted' END, created_at, created_at
            FROM (SELECT *, substring(name FROM 6)::int AS n FROM image WHERE name LIKE 'name-%' AND visibility = 'shared') i
            WHERE created_at BETWEEN timestamptz '2020-01-01' + CAST(? AS int) * interval '1 minute'
              AND timestamptz '2020-01-01' + CAST(? AS int) * interval '1 minute'""";

    private final HttpClient http = 
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String catalog;

    private Scale(String catalog) {
        this.catalog = catalog;
    }

    public static void main(String[] arguments) throws Exception {
        Scale scale = new Scale(arguments[1]);
        List<String> results = new ArrayList<>();
        try (Connection database = DriverManager.getConnection(arguments[0])) {
            int present = 0;
            for (int i = 3; i < arguments.length; i++) {
                int size = Integer.parseInt(arguments[i]);
                long begun = System.nanoTime();
                fill(database, arguments[2], present, size);
                System.err.printf("filled up to %,d in %d s%n", size, (System.nanoTime() - begun) / 1_000_000_000);
                present = size;
                if (results.isEmpty()) {
                    scale.medians(database, 0);
                    scale.medians(database, 0);
                }
                results.add("\"" + size + "\": " + scale.medians(database, size));
            }
        }
        System.out.println("{" + String.join(", ", results) + "}");
    }

    private static void fill(Connection database, String project, int present, int size) throws SQLException {
        for (int from = present + 1; from <= size; from += STEP) {
            int to = Math.min(size, from + STEP - 1);
            insert(database, IMAGES, project, from, to);
            insert(database, MEMBERS, project, from, to);
        }
        try (Statement statement = database.createStatement()) {
            statement.execute("VACUUM ANALYZE image");
            statement.execute("VACUUM ANALYZE image_member");
            statement.execute("VACUUM ANALYZE image_open_term");
            statement.execute("CHECKPOINT");
        }
    }

    private static void insert(Connection database, String sql, String project, int from, int to) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement(sql)) {
            insert.setString(1, project);
            insert.setInt(2, from);
            insert.setInt(3, to);
            insert.executeUpdate();
        }
    }

    /** The medians at a size; at size 0 they are of no use but to warm up. */
    private String medians(Connection database, int size) throws Exception {
        String deep = id(database, "SELECT id FROM image WHERE visibility = 'public' ORDER BY created_at OFFSET 8 LIMIT 1");
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("show", "/v2/images/" + deep);
        queries.put("list", "/v2/images");
        queries.put("os_distro", "/v2/images?os_distro=distro-7");
        queries.put("name", "/v2/images?name=name-20");
        queries.put("tag", "/v2/images?tag=tag-7");
        queries.put("sort_name", "/v2/images?sort=name:asc");
        queries.put("sort_created", "/v2/images?sort=created_at:asc");
        queries.put("deep_marker", "/v2/images?marker=" + deep);
        queries.put("pending", "/v2/images?visibility=shared&member_status=pending");
        queries.put("admin_all", "/v2/images?visibility=all");
        queries.put("admin_name", "/v2/images?name=name-20");
        queries.put("admin_sort_name", "/v2/images?sort=name:asc");
        List<String> medians = new ArrayList<>();
        for (Map.Entry<String, String> query : queries.entrySet()) {
            String token = System.getenv(query.getKey().startsWith("admin") ? "ADMIN_TOKEN" : "MEMBER_TOKEN");
            double median = median(query.getValue(), token);
            if (size > 0) {
                System.err.printf("  %,9d %-16s %7.2f ms%n", size, query.getKey(), median);
            }
            medians.add("\"" + query.getKey() + "\": " + Math.round(median * 1000) / 1000.0);
        }
        return "{" + String.join(", ", medians) + "}";
    }

    private static String id(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }

    private double median(String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(catalog + path))
                .header("X-Auth-Token", token)
                .build();
        long[] times = new long[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            if (i >= 0) {
                times[i] = System.nanoTime() - begun;
            }
        }
        Arrays.sort(times);
        return times[ROUNDS / 2] / 1e6;
    }
}
