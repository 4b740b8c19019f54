/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Stores;
import io.vitrine.conformance.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that is staged, fetched or copied, and then imported. A server with one store knows of no other to copy to. */
class ImportIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Images demo = Images.of(Role.DEMO);
    private final byte[] data = Fresh.bytes(500_000);

    private Answer ask(Role role, String id, Map<String, ?> body) {
        return Target.as(role).post("/v2/images/" + id + "/import").json(body).send();
    }

    private static Map<String, Object> method(String name) {
        return Map.of("method", Map.of("name", name));
    }

    private static Map<String, Object> webDownload(String uri) {
        return Map.of("method", Map.of("name", "web-download", "uri", uri));
    }

    private static Map<String, Object> glanceDownload(String region, String image) {
        return Map.of("method", Map.of("name", "glance-download", "glance_region", region, "glance_image_id", image));
    }

    private static Map<String, Object> copyTo(String store) {
        return Map.of("method", Map.of("name", "copy-image"), "stores", List.of(store));
    }

    private JsonNode awaitStatus(String id, String status) {
        return await().atMost(PATIENCE)
                .until(
                        () -> demo.show(id),
                        image -> image.path("status").asText().equals(status));
    }

    @Test
    void stagedData_imported_becomesTheImagesData() {
        String id = demo.queued();
        demo.stage(id, data).expect(204);
        assertThat(demo.show(id).path("status").asText()).isEqualTo("uploading");

        ask(Role.DEMO, id, method("glance-direct")).expect(202);

        JsonNode image = awaitStatus(id, "active");
        assertThat(image.path("size").asLong()).isEqualTo(data.length);
        assertThat(image.path("os_glance_importing_to_stores").asText()).isEmpty();
        assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
        JsonNode task = demo.api()
                .get("/v2/images/" + id + "/tasks")
                .send()
                .expect(200)
                .json()
                .path("tasks")
                .path(0);
        assertThat(task.path("status").asText()).isEqualTo("success");
    }

    @Test
    void stagedData_cannotBeStagedAgainOrReplacedByAnUpload() {
        String id = demo.queued();
        demo.stage(id, data).expect(204);

        demo.stage(id, data).expect(409);
        demo.upload(id, data).expect(409);
        ask(Role.DEMO, id, webDownload("http://images.example.org/x.img")).expect(409);
    }

    @Test
    void import_ofNothingStaged_isAConflict() {
        ask(Role.DEMO, demo.queued(), method("glance-direct")).expect(409);
    }

    @Test
    void import_byOthers_isRefused() {
        String id = demo.queued();
        demo.stage(id, data).expect(204);

        ask(Role.READER, id, method("glance-direct")).expect(403);
        ask(Role.ALT, id, method("glance-direct")).expect(404);
        Target.anonymous()
                .post("/v2/images/" + id + "/import")
                .json(method("glance-direct"))
                .send()
                .expect(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "images.example.org/x.img",
                "file:///etc/passwd",
                "ftp://images.example.org/x.img",
                "http://images.example.org:22/x.img",
                "http://user:secret@images.example.org/x.img",
                "http://127.0.0.1/x.img",
                "http://127.1/x.img",
                "http://2130706433/x.img",
                "http://0x7f000001/x.img",
                "http://0177.0.0.1/x.img",
                "http://0.0.0.0/x.img",
                "http://10.0.0.1/x.img",
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]/x.img",
                "http://[::ffff:127.0.0.1]/x.img",
                "http://[fe80::1]/x.img",
                "http://[fd00::1]/x.img",
            })
    @Tag("vitrine")
    void webDownload_fromWhereNobodyMay_isRefusedAtOnce(String uri) {
        String id = demo.queued();

        Answer refused = ask(Role.DEMO, id, webDownload(uri)).expect(400);

        assertThat(refused.text()).doesNotContain("io.vitrine");
        assertThat(demo.show(id).path("status").asText()).isEqualTo("queued");
    }

    @Test
    void copyImage_toAnotherStore_canBeTakenAwayAgain() {
        String other = Stores.anotherThanTheDefault();
        String id = demo.active(data);
        if (other == null) {
            ask(Role.ADMIN, id, copyTo("another")).expect(409);
            return;
        }
        String first = demo.show(id).path("stores").asText();

        ask(Role.ADMIN, id, copyTo(other)).expect(202);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(demo.show(id).path("stores").asText().split(","))
                                .containsExactlyInAnyOrder(first, other)
                                .isSorted());
        Target.as(Role.ADMIN).delete("/v2/stores/" + first + "/" + id).send().expect(204);
        assertThat(demo.show(id).path("stores").asText()).isEqualTo(other);
        assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
        Target.as(Role.ADMIN).delete("/v2/stores/" + other + "/" + id).send().expect(403);
    }

    @Test
    void glanceDownload_bringsTheImageOfARegion_whereOneIsOffered() {
        String source = demo.active(data);
        demo.patch(source, Json.op("add", "/hw_disk_bus", "virtio")).expect(200);
        String id = demo.queued();
        if (!methodsOffered().contains("glance-download")) {
            ask(Role.DEMO, id, glanceDownload("RegionOne", source)).expect(400);
            return;
        }
        ask(Role.DEMO, id, glanceDownload("RegionOne", "no-id")).expect(400);

        ask(Role.DEMO, id, glanceDownload("RegionOne", source)).expect(202);

        JsonNode image = awaitStatus(id, "active");
        assertThat(image.path("hw_disk_bus").asText()).isEqualTo("virtio");
        assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
    }

    private List<String> methodsOffered() {
        List<String> names = new ArrayList<>();
        demo.api()
                .get("/v2/info/import")
                .send()
                .expect(200)
                .json()
                .path("import-methods")
                .path("value")
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    @Test
    void upload_ofAQcow2ThatIsCalledRaw_isRefused() {
        byte[] qcow2 = new byte[70_000];
        System.arraycopy(new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 3}, 0, qcow2, 0, 8);
        String id = demo.queued();

        demo.upload(id, qcow2).expect(415);

        assertThat(demo.show(id).path("status").asText()).isEqualTo("queued");
        demo.upload(id, data).expect(204);
    }
}
