/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotas hold, also against many at once. Each test counts from what the project used before it. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class QuotaIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MIB = 1 << 20;
    private static final int MANY = 12;

    // Its project is left alone by other tests, whose uploads that expire meanwhile would free what is counted here.
    private static final String USER = "alt";

    Servers servers;

    @Inject
    DataSource database;

    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @AfterEach
    void reset() {
        api.as("admin").delete(quota()).then().statusCode(204);
    }

    @Test
    void usage_countsImagesAndData() {
        long images = used("image_count_total");
        long size = used("image_size_total");
        long staged = used("image_stage_total");
        UUID id = api.created(USER, Api.RAW);
        assertThat(used("image_count_total")).isEqualTo(images + 1);

        long uploading = used("image_count_uploading");
        String lease = open("uploads", id, 3 * MIB).statusCode(201).extract().path("lease");
        assertThat(used("image_count_uploading")).isEqualTo(uploading + 1);
        assertThat(used("image_size_total")).isEqualTo(size + 3);
        api.complete(lease, 2 * MIB, "file", "s3").statusCode(204);
        assertThat(used("image_count_uploading")).isEqualTo(uploading);
        assertThat(used("image_size_total")).as("each copy counts").isEqualTo(size + 4);

        UUID other = api.created(USER, Api.RAW);
        String staging =
                open("stagings", other, 5 * MIB).statusCode(201).extract().path("lease");
        assertThat(used("image_stage_total")).isEqualTo(staged + 5);
        api.complete(staging, 4 * MIB).statusCode(204);
        assertThat(used("image_stage_total")).isEqualTo(staged + 4);

        api.delete(USER, id).statusCode(204);
        api.delete(USER, other).statusCode(204);
        assertThat(used("image_size_total")).isEqualTo(size);
        assertThat(used("image_stage_total")).isEqualTo(staged);
        assertThat(used("image_count_total")).isEqualTo(images);
    }

    @Test
    void images_createdByManyAtOnce_areNoMoreThanTheQuota() throws Exception {
        limit("image_count_total", used("image_count_total") + 3);
        assertThat(atOnce(() -> api.create(USER, Map.of()).extract().statusCode()))
                .containsOnly(201, 413)
                .filteredOn(status -> status == 201)
                .hasSize(3);
        api.create(USER, Map.of()).statusCode(413).body(containsString("image_count_total"));
    }

    @Test
    void limit_thatAnotherReplicaWasTold_holdsHereSoon() throws Exception {
        api.created(USER, Map.of());
        try (Connection connection = database.getConnection();
                PreparedStatement other =
                        connection.prepareStatement("INSERT INTO quota (project, image_count_total) VALUES (?, 0)"
                                + " ON CONFLICT (project) DO UPDATE SET image_count_total = 0")) {
            other.setString(1, api.project(USER));
            other.executeUpdate();
        }

        await().atMost(PATIENCE).untilAsserted(() -> api.create(USER, Map.of()).statusCode(413));
    }

    @Test
    void image_givenToAProjectWithoutRoom_staysWhereItIs() {
        UUID id = api.active("admin", Map.of());
        String give = Api.add("owner", "\"" + api.project(USER) + "\"");
        limit("image_count_total", used("image_count_total"));
        api.patch("admin", id, give).statusCode(413).body(containsString("image_count_total"));
        limit("image_size_total", 0);
        api.patch("admin", id, give).statusCode(413).body(containsString("image_size_total"));
        api.show("admin", id).body("owner", equalTo(api.project("admin")));

        limit("image_size_total", used("image_size_total") + 1);
        api.patch("admin", id, give).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"uploads, image_size_total, 1", "stagings, image_stage_total, 1", "uploads, image_count_uploading, 0"})
    void uploads_openedByManyAtOnce_reserveNoMoreThanTheQuota(String what, String name, long size) throws Exception {
        long uploading = used("image_count_uploading");
        List<UUID> images = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            images.add(api.created(USER, Api.RAW));
        }
        limit(name, used(name) + 4);
        List<UUID> waiting = new ArrayList<>(images);
        assertThat(atOnce(() -> {
                    UUID image;
                    synchronized (waiting) {
                        image = waiting.removeLast();
                    }
                    return open(what, image, size * MIB).extract().statusCode();
                }))
                .containsOnly(201, 413)
                .filteredOn(status -> status == 201)
                .hasSize(4);
        images.forEach(id -> api.delete(USER, id).statusCode(204));
        assertThat(used("image_count_uploading")).isEqualTo(uploading);
    }

    @Test
    void upload_ofUnknownLength_mayBringWhatThereIsRoomFor_andNoMore() {
        UUID first = api.created(USER, Api.RAW);
        UUID second = api.created(USER, Api.RAW);
        limit("image_size_total", used("image_size_total") + 3);
        String one = api.openUpload(USER, first)
                .statusCode(201)
                .body("image_size_cap", between(3 * MIB, 4 * MIB))
                .extract()
                .path("lease");
        String two = api.openUpload(USER, second).statusCode(201).extract().path("lease");

        api.complete(one, 2 * MIB).statusCode(204);
        api.complete(two, 2 * MIB).statusCode(413);
        api.show(USER, second).body("status", equalTo("saving"));
        api.abort(two).statusCode(200);
        api.show(USER, second).body("status", equalTo("queued"));
        open("uploads", second, 2 * MIB).statusCode(413);
        String fitting = open("uploads", second, MIB).statusCode(201).extract().path("lease");
        limit("image_size_total", 0);
        api.complete(fitting, MIB).statusCode(204);
        api.openUpload(USER, api.created(USER, Api.RAW)).statusCode(413);
    }

    @Test
    void import_isReservedForEachStore_andRefusedWhereThereIsNoRoom() {
        UUID id = api.staged(USER);
        limit("image_size_total", 0);
        api.order(USER, id, "glance-direct", "file").statusCode(413);
        api.show(USER, id).body("status", equalTo("uploading"));
        UUID web = api.created(USER, Api.RAW);
        api.order(USER, web, "web-download", "file").statusCode(413);

        limit("image_size_total", used("image_size_total") + 4);
        String lease = api.order(USER, web, "web-download", "file", "s3")
                .statusCode(202)
                .extract()
                .path("lease");
        api.asStorage().get("/internal/imports/" + lease).then().body("image_size_cap", between(2 * MIB, 3 * MIB));
        api.complete(lease, 3 * MIB, "file", "s3").statusCode(413);
        api.complete(lease, 2 * MIB, "file", "s3").statusCode(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "admin  | {\"image_count_total\":5}                 | 200",
                "admin  | {\"image_count_total\":null}              | 200",
                "admin  | {}                                        | 200",
                "admin  | {\"image_size_total\":-2}                 | 400",
                "admin  | {\"image_size_total\":9223372036854775807} | 400",
                "admin  | {\"image_size_total\":\"5\"}              | 400",
                "admin  | {\"image_size_total\":1.5}                | 400",
                "admin  | {\"images\":5}                            | 400",
                "admin  | []                                        | 400",
                "demo   | {\"image_count_total\":5}                 | 403",
                "reader | {}                                        | 403",
            })
    void decision(String user, String body, int status) {
        api.as(user)
                .contentType(ContentType.JSON)
                .body(body)
                .put(quota())
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({"demo, 200", "reader, 200", "admin, 200", "alt, 403"})
    void quota_isSeenByTheProjectAndAdmins(String user, int status) {
        api.as(user).get("/ext/v1/quotas/" + api.project("demo")).then().statusCode(status);
        api.as(user).get("/v2/info/usage").then().statusCode(200);
    }

    private static Matcher<Integer> between(long least, long below) {
        return both(greaterThanOrEqualTo((int) least)).and(lessThan((int) below));
    }

    private List<Integer> atOnce(IntSupplier request) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                answers.add(threads.submit(request::getAsInt));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        }
    }

    private ValidatableResponse open(String what, UUID id, long size) {
        return api.asStorageFor(USER)
                .body(Map.of("expected_size", size))
                .post("/internal/images/" + id + "/" + what)
                .then();
    }

    private void limit(String name, long limit) {
        Map<String, Long> limits = new HashMap<>(Map.of(name, limit));
        api.as("admin")
                .contentType(ContentType.JSON)
                .body(limits)
                .put(quota())
                .then()
                .statusCode(200)
                .body("usage." + name + ".limit", equalTo((int) limit));
    }

    private long used(String name) {
        return api.as(USER)
                .get("/v2/info/usage")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("usage." + name + ".usage");
    }

    private String quota() {
        return "/ext/v1/quotas/" + api.project(USER);
    }
}
