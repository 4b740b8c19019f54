/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vitrine.contract.ExportEvent;
import io.vitrine.contract.Topics;
import io.vitrine.export.stack.Disks;
import io.vitrine.export.stack.ExportStack;
import io.vitrine.export.stack.Exports;
import io.vitrine.export.stack.Images;
import io.vitrine.export.stack.Scratch;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an export that goes well. */
@Tag("qemu-img")
@QuarkusTest
@WithTestResource(ExportStack.class)
class ExportIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    Servers servers;
    Images images;
    Scratch scratch;

    private Exports demo;

    @BeforeEach
    void login() {
        demo = Exports.of(servers, "demo");
    }

    @ParameterizedTest
    @CsvSource({
        "qcow2, qcow2, raw,   raw,   '', 'raw'",
        "raw,   raw,   qcow2, qcow2, '', '1.1'",
        "raw,   raw,   qcow2, qcow2, '\"compression\": \"zlib\"', 'zlib'",
        "vmdk,  vmdk,  qcow2, qcow2, '\"compression\": \"zstd\"', 'zstd'",
        "qcow2, qcow2, vmdk,  vmdk,  '', 'streamOptimized'",
        "raw,   raw,   vmdk,  vmdk,  '\"options\": {\"subformat\": \"monolithicSparse\"}', 'monolithicSparse'",
        "vhdx,  vhdx,  vhd,   vpc,   '', 'vpc'",
        "vdi,   vdi,   vhd,   vpc,   '\"options\": {\"subformat\": \"fixed\"}', 'vpc'",
        "qcow2, qcow2, vhdx,  vhdx,  '', 'vhdx'",
        "qcow2, qcow2, vdi,   vdi,   '', 'vdi'",
        "vhd,   vpc,   raw,   raw,   '', 'raw'",
        "vdi,   vdi,   native, vdi,  '', 'vdi'",
    })
    void image_isMadeIntoTheOtherFormat_withTheSameDisk(
            String from, String fromDriver, String to, String toDriver, String more, String told) {
        Path raw = Disks.raw();
        Path source = fromDriver.equals("raw")
                ? raw
                : fromDriver.equals("vpc")
                        ? Disks.converted(raw, "vpc", "-o", "force_size=on")
                        : Disks.converted(raw, fromDriver);
        UUID image = images.active(demo.token(), from, source);

        String id = demo.asked(image, to, more);

        JsonPath export = demo.await(id, "completed");
        Path file = demo.fetch(id);
        Disks.requireSame(raw, file, toDriver);
        assertThat(Disks.info(file, toDriver)).contains("\"" + told + "\"");
        assertThat(export.getLong("result.size")).isEqualTo(file.toFile().length());
        assertThat(export.getInt("progress.percent")).isEqualTo(100);
        assertThat(export.getString("progress.stage")).isEqualTo("done");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(scratch.files()).isEmpty());
    }

    @Test
    void export_again_isThereAtOnce_andSaysSo() {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        String first = demo.asked(image, "qcow2", "");
        demo.await(first, "completed");

        demo.ask(image, "qcow2", "\"compression\": \"none\"")
                .statusCode(202)
                .body("state", equalTo("completed"))
                .body("cached", equalTo(true))
                .body("result.size", notNullValue());

        demo.ask(image, "qcow2", "\"compression\": \"zlib\"").body("cached", equalTo(false));
        try (EventProbe probe = servers.probe(Topics.EXPORT)) {
            probe.awaitEvent(image, ExportEvent.ExportRequested.class);
            probe.awaitEvent(
                    image,
                    said -> said.event() instanceof ExportEvent.ExportCompleted completed
                            && completed.job().toString().equals(first)
                            && !completed.cached());
            probe.awaitEvent(
                    image, said -> said.event() instanceof ExportEvent.ExportCompleted completed && completed.cached());
        }
    }

    @Test
    void twoExportsOfTheSame_areMadeOnce() {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        String one = demo.asked(image, "vmdk", "");
        String other = demo.asked(image, "vmdk", "");

        demo.await(one, "completed");
        demo.await(other, "completed");

        assertThat(demo.show(one).getBoolean("cached") ^ demo.show(other).getBoolean("cached"))
                .isTrue();
    }

    @Test
    void result_isServedInParts_withItsDigest() throws IOException {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        String id = demo.asked(image, "qcow2", "");
        demo.await(id, "completed");
        byte[] whole = Files.readAllBytes(demo.fetch(id));

        String tag = demo.file(demo.as().header("Range", "bytes=100-299"), id)
                .statusCode(206)
                .header("Content-Range", "bytes 100-299/" + whole.length)
                .header("Content-Disposition", containsString("an image.qcow2"))
                .header("Repr-Digest", notNullValue())
                .extract()
                .header("ETag");
        demo.file(demo.as().header("If-None-Match", tag), id).statusCode(304);
        demo.file(demo.as().header("Range", "bytes=" + whole.length + "-"), id).statusCode(416);
        demo.as()
                .head("/ext/v1/exports/" + id + "/file")
                .then()
                .statusCode(200)
                .header("Content-Length", String.valueOf(whole.length));
        demo.file(demo.as().header("X-Sendfile-Type", "X-Sendfile"), id)
                .statusCode(200)
                .header("X-Sendfile", notNullValue());
    }

    @Test
    void exportOfADeletedImage_isGone_withItsResult() {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        String id = demo.asked(image, "vdi", "");
        demo.await(id, "completed");

        images.delete(demo.token(), image);

        assertThat(demo.await(id, "expired").getString("reason")).isEqualTo("image_deleted");
        demo.file(demo.as(), id).statusCode(410);
        try (EventProbe probe = servers.probe(Topics.EXPORT)) {
            probe.awaitEvent(image, ExportEvent.ExportExpired.class);
        }
    }
}
