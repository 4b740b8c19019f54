/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.export.stack.Disks;
import io.vitrine.export.stack.ExportStack;
import io.vitrine.export.stack.Exports;
import io.vitrine.export.stack.Images;
import io.vitrine.testkit.Servers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may export what, and how it is asked for. */
@Tag("qemu-img")
@QuarkusTest
@WithTestResource(ExportStack.class)
class RefusalIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    Servers servers;
    Images images;

    private Exports demo;
    private Exports alt;
    private Exports admin;

    @BeforeEach
    void login() {
        demo = Exports.of(servers, "demo");
        alt = Exports.of(servers, "alt");
        admin = Exports.of(servers, "admin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                                  | JSON object",
                "[]                                                                 | JSON object",
                "{}                                                                 | image",
                "{'image': 'x', 'format': 'raw'}                                    | UUID",
                "{'image': 7, 'format': 'raw'}                                      | UUID",
                "{'image': 'ID'}                                                    | format",
                "{'image': 'ID', 'format': 'qed'}                                   | no format",
                "{'image': 'ID', 'format': 'raw', 'compression': 'zlib'}            | no option",
                "{'image': 'ID', 'format': 'qcow2', 'compression': 'lzma'}          | one of none, zlib, zstd",
                "{'image': 'ID', 'format': 'qcow2', 'options': {'x': 'y'}}          | no option",
                "{'image': 'ID', 'format': 'qcow2', 'options': 'x'}                 | JSON type",
                "{'image': 'ID', 'format': 'raw', 'bundle': 'zip'}                  | no bundle",
                "{'image': 'ID', 'format': 'qcow2', 'bundle': 'ova'}                | OVA",
                "{'image': 'ID', 'format': 'raw', 'colour': 'red'}                  | no member",
            })
    void request_thatMakesNoSense_isRefused(String body, String reason) {
        demo.as()
                .contentType("application/json")
                .body(body.strip()
                        .replace('\'', '"')
                        .replace("ID", UUID.randomUUID().toString()))
                .post("/ext/v1/exports")
                .then()
                .statusCode(400)
                .body("message", containsString(reason));
    }

    @Test
    void image_thatMayNotBeRead_isNotExported() {
        UUID image = images.active(demo.token(), "raw", Disks.raw());

        alt.ask(image, "qcow2", "").statusCode(404);
        alt.ask(UUID.randomUUID(), "qcow2", "").statusCode(404);
        Exports.of(servers, "reader").ask(image, "qcow2", "").statusCode(403);
        new Exports(() -> "nonsense").ask(image, "qcow2", "").statusCode(401);
    }

    @Test
    void image_withoutData_orOfAnotherKind_isNotConverted() {
        demo.ask(images.create(demo.token(), "raw"), "qcow2", "").statusCode(409);
        UUID iso = images.active(demo.token(), "ploop", Disks.raw());
        demo.ask(iso, "qcow2", "").statusCode(400).body("message", containsString("native"));
    }

    @Test
    void export_isItsProjects_andTheAdmins() {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        String id = demo.asked(image, "native", "");
        demo.await(id, "completed");

        alt.as().get("/ext/v1/exports/" + id).then().statusCode(404);
        alt.file(alt.as(), id).statusCode(404);
        alt.delete(id).statusCode(404);
        alt.as().get("/ext/v1/exports?image=" + image).then().statusCode(200).body("exports", hasSize(0));
        admin.as().get("/ext/v1/exports?image=" + image).then().statusCode(200).body("exports", hasSize(1));
        admin.show(id);
        Exports.of(servers, "reader").delete(id).statusCode(403);
    }

    @Test
    void result_ofAnImageThatMayNotBeReadAnyMore_isNotServed() {
        UUID image = images.active(admin.token(), "raw", Disks.raw());
        images.set(admin.token(), image, "visibility", "public");
        String id = demo.asked(image, "native", "");
        demo.await(id, "completed");

        images.set(admin.token(), image, "visibility", "private");
        demo.file(demo.as(), id).statusCode(404);

        images.set(admin.token(), image, "visibility", "public");
        images.act(admin.token(), image, "deactivate");
        demo.file(demo.as(), id).statusCode(403);
        admin.file(admin.as(), id).statusCode(200);
    }

    @Test
    void request_withAKey_isDoneOnce() {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        String key = UUID.randomUUID().toString();
        String body = "{\"image\": \"" + image + "\", \"format\": \"native\"}";

        String id = keyed(key, body, 202);
        demo.await(id, "completed");

        assertThat(keyed(key, body, 202)).isEqualTo(id);
        keyed(key, body.replace("native", "vdi"), 422);
    }

    @Test
    void freeze_thatIsAskedForAgain_leavesTheImageAlone() {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        String key = UUID.randomUUID().toString();
        String body = "{\"image\": \"" + image + "\", \"format\": \"qcow2\", \"freeze\": true}";

        String id = keyed(key, body, 202);
        assertThat(keyed(key, body, 202)).as("while it is frozen").isEqualTo(id);
        demo.await(id, "completed");
        await().atMost(PATIENCE).until(() -> "active".equals(images.field(demo.token(), image, "status")));

        assertThat(keyed(key, body, 202)).isEqualTo(id);
        keyed(key, body.replace("qcow2", "vdi"), 422);
        assertThat(images.field(demo.token(), image, "status")).isEqualTo("active");
    }

    private String keyed(String key, String body, int status) {
        return demo.as()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/ext/v1/exports")
                .then()
                .statusCode(status)
                .extract()
                .path("id");
    }

    @Test
    void list_comesInPages_newestFirst() {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        String first = demo.asked(image, "native", "");
        String second = demo.asked(image, "vdi", "");
        String third = demo.asked(image, "vhdx", "");

        String next = demo.as()
                .get("/ext/v1/exports?limit=2&image=" + image)
                .then()
                .statusCode(200)
                .body("exports.id", equalTo(List.of(third, second)))
                .extract()
                .path("next");
        demo.as()
                .get(next)
                .then()
                .statusCode(200)
                .body("exports.id", equalTo(List.of(first)))
                .body("next", nullValue());
        demo.as().get("/ext/v1/exports?state=lost").then().statusCode(400);
        demo.as().get("/ext/v1/exports?marker=" + UUID.randomUUID()).then().statusCode(400);
        demo.as().get("/ext/v1/exports?format=vdi&image=" + image).then().body("exports", hasSize(1));
        demo.delete(second);
        demo.delete(third);
    }
}
