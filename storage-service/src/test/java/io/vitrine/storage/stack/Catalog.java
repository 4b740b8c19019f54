/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.stack;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.specification.RequestSpecification;
import io.vitrine.testkit.ServiceProcess;
import io.vitrine.testkit.Standstill;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The real catalog-service beside the service under test, as a process that can be killed. */
public final class Catalog implements AutoCloseable {

    private static final Duration CHANGE = Duration.ofSeconds(30);

    private final Map<String, String> settings;
    private final ServiceProcess process;

    Catalog(Map<String, String> settings, Path home) {
        this.settings = settings;
        this.process = new ServiceProcess("catalog-service", home);
    }

    /** Starts it and waits until it is ready. {@code lease} is the time an upload may be silent. */
    public void start(Duration lease) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("vitrine.catalog.upload.lease", lease.toSeconds() + "s");
        all.put("vitrine.catalog.upload.sweep", "1s");
        all.put("vitrine.catalog.upload.image-size-cap", "1P");
        all.put("vitrine.catalog.stores", "file,full,second");
        all.put("vitrine.catalog.import.methods", "glance-direct,web-download,copy-image,glance-download");
        process.start(all);
    }

    /** Ends it as a crash would, unless it runs no more, and starts it with that time. */
    public void restart(Duration lease) {
        kill();
        start(lease);
    }

    /** Ends it as a crash would, and lets more time pass than an upload may be silent. */
    public void killForLong() {
        kill();
        String url = "jdbc:" + settings.get("vitrine.database.url");
        try (Connection connection = DriverManager.getConnection(
                        url, settings.get("vitrine.database.username"), settings.get("vitrine.database.password"));
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE image SET upload_expires_at = now() - interval '1 s' WHERE upload_lease IS NOT NULL");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as a crash would. */
    public void kill() {
        process.kill();
    }

    /** Has it answer nobody until what this returns is closed. */
    public Standstill paused() {
        return process.paused();
    }

    @Override
    public void close() {
        process.close();
    }

    String url() {
        return process.url();
    }

    /** A new image, queued, of format raw. */
    public UUID createImage(String token) {
        return createImage(token, "raw", "bare");
    }

    /** A new image, queued, declared to be of these formats. */
    public UUID createImage(String token, String diskFormat, String containerFormat) {
        return create(token, """
                {"name": "an image", "disk_format": "%s", "container_format": "%s"}""".formatted(diskFormat, containerFormat));
    }

    /** A new image, queued, with this record. */
    public UUID create(String token, String record) {
        return UUID.fromString(as(token)
                .contentType("application/json")
                .body(record)
                .post("/v2/images")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** One field of the image's record, as text. */
    public String field(String token, UUID image, String field) {
        Object value = as(token)
                .get("/v2/images/" + image)
                .then()
                .statusCode(200)
                .extract()
                .path(field);
        return String.valueOf(value);
    }

    /** Waits until the image has that status. */
    public void awaitStatus(String token, UUID image, String status) {
        await().atMost(CHANGE)
                .untilAsserted(() -> assertThat(field(token, image, "status")).isEqualTo(status));
    }

    /** The latest task of the image, as the catalog shows it. */
    public Map<String, Object> task(String token, UUID image) {
        List<Map<String, Object>> tasks = as(token)
                .get("/v2/images/" + image + "/tasks")
                .then()
                .statusCode(200)
                .extract()
                .path("tasks");
        return tasks.getFirst();
    }

    /** Sets a property of the image; null leaves it unset. */
    public void setProperty(String token, UUID image, String name, String value) {
        if (value != null) {
            String patch = "[{\"op\": \"add\", \"path\": \"/%s\", \"value\": \"%s\"}]".formatted(name, value);
            as(token)
                    .contentType("application/openstack-images-v2.1-json-patch")
                    .body(patch.getBytes(StandardCharsets.UTF_8))
                    .patch("/v2/images/" + image)
                    .then()
                    .statusCode(200);
        }
    }

    /** Deletes the image. */
    public void delete(String token, UUID image) {
        as(token).delete("/v2/images/" + image).then().statusCode(204);
    }

    /** Deactivates the image. */
    public void deactivate(String token, UUID image) {
        as(token).post("/v2/images/" + image + "/actions/deactivate").then().statusCode(204);
    }

    private RequestSpecification as(String token) {
        return given().baseUri(url()).header("X-Auth-Token", token);
    }
}
