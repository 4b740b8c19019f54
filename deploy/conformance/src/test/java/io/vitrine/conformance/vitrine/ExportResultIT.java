/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of exports in the hands of who asked for them. Needs qemu-img where Vitrine runs. */
@Tag("vitrine")
class ExportResultIT {

    private final Images demo = Images.of(Role.DEMO);
    private final Exports exports = Exports.of(Role.DEMO);
    private final byte[] disk = Arrays.copyOf(Fresh.bytes(100_000), 1 << 20);
    private final String image = demo.active(disk, Map.of("name", "golden"));

    @TempDir
    Path folder;

    @Test
    void result_isFetchedWhole_inPart_orNotAgain() throws Exception {
        JsonNode made = exports.export(image, "vhdx", Map.of(), "completed");
        Answer whole = exports.file(made).expect(200);
        byte[] bytes = whole.body();

        assertThat(whole.header("Content-Disposition")).contains("golden.vhdx");
        assertThat(whole.header("Repr-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(sha256(bytes)) + ":");
        Answer part = exports.fetching(made)
                .header("Range", "bytes=7-99")
                .header("If-Range", whole.header("ETag"))
                .send()
                .expect(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 7-99/" + bytes.length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 7, 100));
        exports.fetching(made)
                .header("Range", "bytes=" + bytes.length + "-")
                .send()
                .expect(416);
        exports.fetching(made)
                .header("If-None-Match", whole.header("ETag"))
                .send()
                .expect(304);
    }

    @Test
    void request_thatIsRepeatedWithItsKey_isOneExport() {
        String key = Fresh.name("key");
        String first = askWithKey(key, "vdi").expect(202).json().path("id").asText();

        assertThat(askWithKey(key, "vdi").expect(202).json().path("id").asText())
                .isEqualTo(first);
        askWithKey(key, "qcow2").expect(422);
        exports.awaitState(first, "completed");
    }

    private Answer askWithKey(String key, String format) {
        return exports.api()
                .post("/ext/v1/exports")
                .header("Idempotency-Key", key)
                .json(Map.of("image", image, "format", format))
                .send();
    }

    @Test
    void exports_arePagedFromTheNewest_andOnlyTheirProjects() {
        List<String> asked = new ArrayList<>();
        for (String format : List.of("qcow2", "vdi", "vhdx")) {
            asked.addFirst(exports.asked(image, format, Map.of()));
        }
        List<String> listed = new ArrayList<>();
        String page = "/ext/v1/exports?limit=2&image=" + image;
        while (!page.isEmpty()) {
            JsonNode shown = exports.api().get(page).send().expect(200).json();
            shown.path("exports").forEach(export -> listed.add(export.path("id").asText()));
            page = shown.path("next").asText();
        }

        assertThat(listed).isEqualTo(asked);
        Exports alt = Exports.of(Role.ALT);
        alt.api().get("/ext/v1/exports/" + asked.getFirst()).send().expect(404);
        alt.delete(asked.getFirst()).expect(404);
        assertThat(alt.api()
                        .get("/ext/v1/exports?image=" + image)
                        .send()
                        .expect(200)
                        .json()
                        .path("exports"))
                .isEmpty();
        Exports.of(Role.READER).ask(image, "raw", Map.of()).expect(403);
        asked.forEach(id -> exports.awaitState(id, "completed"));
    }

    @Test
    void export_thatIsDeleted_isCancelledFirst_andForgottenThen() {
        String id = exports.asked(image, "qcow2", Map.of("compression", "zstd"));
        exports.delete(id).expect(204);
        if (exports.api().get("/ext/v1/exports/" + id).send().status() == 200) {
            exports.awaitState(id, "cancelled");
            exports.file(exports.show(id)).expect(409);
            exports.delete(id).expect(204);
        }

        exports.api().get("/ext/v1/exports/" + id).send().expect(404);
        exports.delete(id).expect(404);
    }

    @Test
    void bundle_unpacksToTheDiskAndItsSums() throws Exception {
        JsonNode made = exports.export(image, "vmdk", Map.of("bundle", "tar"), "completed");
        Path tar = Files.write(
                folder.resolve("bundle.tar"), exports.file(made).expect(200).body());

        run("tar", "-xf", tar.toString());
        run("sha256sum", "-c", "SHA256SUMS");

        assertThat(folder.resolve("disk.vmdk")).exists();
        assertThat(folder.resolve("manifest.json")).content().contains(image);
    }

    @Test
    void rule_hasItReady_beforeAnybodyAsks() {
        Exports admin = Exports.of(Role.ADMIN);
        String family = Fresh.name("family");
        String rule = admin.api()
                .post("/ext/v1/export-rules")
                .json(Map.of(
                        "name", family,
                        "match", Map.of("properties", Map.of("family", family)),
                        "exports", List.of(Map.of("format", "vdi"))))
                .send()
                .expect(201)
                .json()
                .path("id")
                .asText();
        try {
            String kept = demo.active(Fresh.bytes(1 << 20), Map.of("family", family));
            String id = exports.awaitOne(kept);

            exports.awaitState(id, "completed");
            assertThat(exports.ask(kept, "vdi", Map.of())
                            .expect(202)
                            .json()
                            .path("cached")
                            .asBoolean())
                    .isTrue();
        } finally {
            admin.api().delete("/ext/v1/export-rules/" + rule).send().expect(204);
        }
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(said).isZero();
    }
}
