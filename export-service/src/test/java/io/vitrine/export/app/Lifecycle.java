/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.vitrine.diskformat.MaliciousImages;
import io.vitrine.export.domain.Stage;
import io.vitrine.export.stack.Bait;
import io.vitrine.export.stack.Disks;
import io.vitrine.export.stack.Exports;
import io.vitrine.export.stack.HeldExport;
import io.vitrine.export.stack.Images;
import io.vitrine.export.stack.Scratch;
import io.vitrine.export.stack.Storage;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.Standstill;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports that are interrupted, or should not be. */
abstract class Lifecycle {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    Servers servers;
    Images images;
    Storage storage;
    Scratch scratch;

    private Exports demo;

    @BeforeEach
    void login() {
        demo = Exports.of(servers, "demo");
    }

    @ParameterizedTest
    @EnumSource(names = {"FETCHING", "CONVERTING", "CHECKING", "COMPARING", "STORING"})
    void export_cancelledInAnyStage_leavesNothing(Stage stage) {
        Set<Path> before;
        try (HeldExport held = HeldExport.in(stage, demo, images, "raw", Disks::full)) {
            before = held.before();

            demo.delete(held.id()).statusCode(204);

            assertThat(demo.show(held.id()).getString("state")).isEqualTo("cancelled");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(scratch.files()).isEmpty());
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(before).containsAll(storage.files()));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONVERTING", "STORING"})
    void export_ofAnImageThatIsDeletedMeanwhile_isCancelled_andLeavesNothing(Stage stage) {
        Set<Path> before;
        try (HeldExport held = HeldExport.in(stage, demo, images, "raw", Disks::full)) {
            before = held.before();

            images.delete(demo.token(), held.image());

            assertThat(demo.await(held.id(), "cancelled").getString("reason")).isEqualTo("The image was deleted.");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(scratch.files()).isEmpty());
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(before).containsAll(storage.files()));
    }

    @Test
    void export_thatWaits_isCancelledAtOnce() {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        List<String> all;
        try (Standstill still = storage.paused()) {
            all = Stream.of("vdi", "vhdx", "qcow2")
                    .map(format -> demo.asked(image, format, ""))
                    .toList();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(all)
                            .extracting(id -> demo.show(id).getString("state"))
                            .containsExactlyInAnyOrder("running", "running", "queued"));

            all.forEach(id -> demo.delete(id).statusCode(204));
        }
        assertThat(all).extracting(id -> demo.show(id).getString("state")).containsOnly("cancelled");
    }

    @Test
    void export_isMade_thoughTheTokenItWasAskedForWithIsNoMore() {
        String token = servers.tokens().fresh("demo");
        Exports brief = new Exports(() -> token);
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        String id;
        try (Standstill still = storage.paused()) {
            id = brief.asked(image, "qcow2", "");
            servers.tokens().revoke(token);
        }

        demo.await(id, "completed");

        await().atMost(PATIENCE).untilAsserted(() -> brief.file(brief.as(), id).statusCode(401));
        demo.file(demo.as(), id).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qcow2", "vdi", "vhdx"})
    void image_whoseDiskIsLargerThanTheScratchDisk_isMade_whereItsDataHasRoom(String format) throws Exception {
        long size = (Files.getFileStore(scratch.root()).getTotalSpace() + (1L << 30)) >> 20 << 20;
        UUID image = images.active(demo.token(), "qcow2", Disks.hollow(size));

        String id = demo.asked(image, format, "");

        assertThat(demo.await(id, "completed").getLong("result.virtual_size")).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qcow2", "native"})
    void image_whoseStoredDataIsDamaged_isExportedOnlyOnceItIsWhole(String format) throws Exception {
        Path raw = Disks.raw();
        UUID image = images.active(demo.token(), "raw", raw);
        Path copy = storage.flipLast();
        String id = demo.asked(image, format, "");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(demo.show(id).getString("reason")).contains("sha512", "copy is damaged"));
        Storage.flip(copy);

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

    @Test
    void dangerousImage_isRefused_whateverItIsCalled_andReadsNothing() throws Exception {
        Map<String, String> asked = new LinkedHashMap<>();
        try (Bait bait = Bait.laid()) {
            for (Map.Entry<Path, String> image : bait.images().entrySet()) {
                asked.put(image.toString(), asked(image.getValue(), image.getKey()));
                asked.put(image + " called raw", asked("raw", image.getKey()));
            }
            for (Map.Entry<String, byte[]> malice : oneOfEachKind().entrySet()) {
                Path image = Files.write(Disks.fresh("malice"), malice.getValue());
                asked.put(malice.getKey(), asked("vmdk", image));
            }

            asked.forEach((name, id) -> assertThat(demo.await(id, "failed").getString("reason"))
                    .as(name)
                    .isNotBlank()
                    .doesNotContain("canary")
                    .doesNotContain("/"));
            bait.requireUntouched();
        }
        assertThat(scratch.files()).isEmpty();
    }

    /** All of them are held against the same rules by the tests of what runs qemu-img. */
    private static Map<String, byte[]> oneOfEachKind() {
        Map<String, byte[]> all = new TreeMap<>();
        new TreeMap<>(MaliciousImages.all())
                .forEach((name, image) -> all.putIfAbsent(name.substring(0, name.indexOf(':')), image));
        return all;
    }

    private String asked(String diskFormat, Path image) {
        UUID id = images.active(demo.token(), diskFormat, image);
        return demo.asked(id, diskFormat.equals("raw") ? "qcow2" : "raw", "");
    }
}
