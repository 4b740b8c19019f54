/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vitrine.export.stack.Disks;
import io.vitrine.export.stack.ExportStack;
import io.vitrine.export.stack.Exports;
import io.vitrine.export.stack.Images;
import io.vitrine.export.stack.Malice;
import io.vitrine.export.stack.Scratch;
import io.vitrine.export.stack.Storage;
import io.vitrine.testkit.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports that are interrupted, or should not be. */
@Tag("qemu-img")
@QuarkusTest
@QuarkusTestResource(ExportStack.class)
class LifecycleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Servers servers;
    Images images;
    Storage storage;
    Scratch scratch;

    private Exports demo;

    @BeforeEach
    void login() {
        demo = new Exports(servers.tokens().of("demo"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 150, 300, 450, 600})
    void export_cancelledAtAnyTime_leavesNothing(int millis) {
        UUID image = images.active(demo.token(), "raw", Disks.large());
        String id = demo.asked(image, "vmdk", "");
        long begun = System.nanoTime();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() ->
                        System.nanoTime() - begun > Duration.ofMillis(millis).toNanos());

        demo.delete(id).statusCode(204);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(scratch.files()).isEmpty());
        String again = demo.asked(image, "raw", "");
        demo.await(again, "completed");
    }

    @Test
    void export_whileStorageDies_isMadeWhenItIsBack() throws Exception {
        Path raw = Disks.large();
        UUID image = images.active(demo.token(), "raw", raw);
        String id = demo.asked(image, "qcow2", "");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !demo.show(id).getString("progress.stage").equals("waiting"));

        storage.kill();
        storage.start();

        demo.await(id, "completed");
        Disks.requireSame(raw, demo.fetch(id), "qcow2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qcow2", "native"})
    void image_whoseStoredDataIsDamaged_isExportedOnlyOnceItIsWhole(String format) throws Exception {
        Path raw = Disks.raw();
        UUID image = images.active(demo.token(), "raw", raw);
        storage.flipLast();
        String id = demo.asked(image, format, "");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(demo.show(id).getString("reason")).contains("sha512", "copy is damaged"));
        storage.flipLast();

        demo.await(id, "completed");
        Disks.requireSame(raw, demo.fetch(id), format.equals("native") ? "raw" : format);
    }

    @Test
    void progress_isToldAsItGoesOn() {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        String id = demo.asked(image, "vhdx", "");

        List<String> events = demo.as()
                .get("/ext/v1/exports/" + id + "/progress")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();

        assertThat(events).contains("event: completed");
        String last = events.stream()
                .filter(line -> line.startsWith("data: "))
                .reduce((a, b) -> b)
                .orElseThrow();
        assertThat(JsonPath.from(last.substring("data: ".length())).getInt("progress.percent"))
                .isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource(Malice.class)
    void hostileImage_isRefused_andReadsNothing(Malice malice) throws Exception {
        Path canary = Files.writeString(Disks.fresh("canary"), "canary-" + UUID.randomUUID() + "\n".repeat(4096));
        UUID image = images.active(demo.token(), malice.declared(), malice.file(canary.toAbsolutePath()));
        String id = demo.asked(image, malice.declared().equals("raw") ? "qcow2" : "raw", "");

        JsonPath failed = demo.await(id, "failed");

        assertThat(failed.getString("reason"))
                .isNotBlank()
                .doesNotContain("canary")
                .doesNotContain("/");
        demo.file(demo.as(), id).statusCode(409);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(scratch.files()).isEmpty());
    }
}
