/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.contract.ExportEvent.ExportExpired;
import io.vitrine.contract.Topics;
import io.vitrine.export.domain.Stage;
import io.vitrine.export.stack.Database;
import io.vitrine.export.stack.Disks;
import io.vitrine.export.stack.ExportStack;
import io.vitrine.export.stack.Exports;
import io.vitrine.export.stack.HeldExport;
import io.vitrine.export.stack.Images;
import io.vitrine.export.stack.Scratch;
import io.vitrine.export.stack.Storage;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that are kept, until they are not, and those that never are. */
@Tag("qemu-img")
@QuarkusTest
@WithTestResource(ExportStack.class)
class ResultsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int BLOCK = 512;
    private static final int MOST_TRIES = 20;
    private static final int REFCOUNTS = 65_536;

    Servers servers;
    Images images;
    Storage storage;
    Scratch scratch;

    @Inject
    Database database;

    private Exports demo;

    @BeforeEach
    void login() {
        demo = Exports.of(servers, "demo");
    }

    @ParameterizedTest
    @CsvSource({"age, used_at = now() - interval '8 days'", "size, size = 200 * 2::bigint ^ 30"})
    void result_thatIsTooOldOrTooLarge_expires_andItsExportTellsSo(String reason, String change) {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        Set<Path> before = storage.files();
        String old = demo.asked(image, "vdi", "");
        demo.await(old, "completed");
        String recent = demo.asked(image, "vhdx", "");
        demo.await(recent, "completed");

        database.run("UPDATE artefact SET " + change + " WHERE id = (SELECT artefact FROM export_job WHERE id = '" + old
                + "')");

        assertThat(demo.await(old, "expired").getString("reason")).isEqualTo(reason);
        demo.file(demo.as(), old).statusCode(410);
        demo.file(demo.as(), recent).statusCode(200);
        try (EventProbe facts = servers.probe(Topics.EXPORT)) {
            ExportExpired expired =
                    (ExportExpired) facts.awaitEvent(image, ExportExpired.class).event();
            assertThat(expired.job()).hasToString(old);
            assertThat(expired.reason()).isEqualTo(reason);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(storage.files())
                        .filteredOn(file -> !before.contains(file))
                        .hasSize(1));
    }

    @Test
    void result_ofTwoProjectsImages_isKeptForTheOther_andGoesWithIt() {
        Exports alt = Exports.of(servers, "alt");
        Path disk = Disks.raw();
        UUID image = images.active(demo.token(), "raw", disk);
        UUID same = images.active(alt.token(), "raw", disk);
        demo.await(demo.asked(image, "vdi", ""), "completed");
        alt.ask(image, "vdi", "").statusCode(404);
        String shared = alt.ask(same, "vdi", "")
                .statusCode(202)
                .body("cached", equalTo(true))
                .extract()
                .path("id");

        images.delete(demo.token(), image);
        await().atMost(PATIENCE).until(() -> number("export_job", image, "state <> 'EXPIRED'") == 0);
        alt.file(alt.as(), shared).statusCode(200);

        images.delete(alt.token(), same);
        await().atMost(PATIENCE).until(() -> number("artefact", image, "true") + number("artefact", same, "true") == 0);
    }

    private int number(String table, UUID image, String which) {
        return Integer.parseInt(
                database.run("SELECT count(*) FROM " + table + " WHERE image_id = '" + image + "' AND " + which));
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "vhd"})
    void result_keepsItsHoles_whereItLies(String format) throws IOException {
        long size = 256L << 20;
        UUID image = images.active(demo.token(), "qcow2", Disks.hollow(size));

        String options = format.equals("vhd") ? "\"options\": {\"subformat\": \"fixed\"}" : "";
        String id = demo.asked(image, format, options);

        assertThat(demo.await(id, "completed").getLong("result.size")).isGreaterThanOrEqualTo(size);
        assertThat(allocated(storage.last())).isLessThan(size / 100);
    }

    private static long allocated(Path file) throws IOException {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return Long.parseLong(stat.inputReader().readLine()) * BLOCK;
    }

    /** Tried again where the run had read what was spoiled already when it was caught. */
    @ParameterizedTest
    @EnumSource(names = {"CHECKING", "COMPARING"})
    void result_thatProvesWrong_isNeverOffered(Stage stage) throws IOException {
        String id;
        Set<Path> before;
        int tries = 0;
        do {
            assertThat(++tries).as("tries").isLessThanOrEqualTo(MOST_TRIES);
            try (HeldExport held = HeldExport.in(stage, demo, images, "raw", Disks::full)) {
                id = held.id();
                before = held.before();
                spoil(result(), stage);
            }
        } while (ended(id).equals("completed"));

        assertThat(demo.show(id).getString("state")).isEqualTo("failed");
        assertThat(demo.show(id).getString("reason")).isNotBlank();
        demo.file(demo.as(), id).statusCode(409);
        Set<Path> kept = before;
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(kept).containsAll(storage.files()));
    }

    private Path result() {
        return scratch.files().stream()
                .filter(file -> file.endsWith("result"))
                .findFirst()
                .orElseThrow();
    }

    private String ended(String id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> demo.show(id).getString("state"),
                        state -> !List.of("queued", "running").contains(state));
    }

    @Test
    void export_thatEndsWhoeverTriesIt_isGivenUp() {
        try (HeldExport held = HeldExport.in(Stage.FETCHING, demo, images, "raw", Disks::raw)) {
            database.run("UPDATE export_job SET attempts = 40, due_at = now() WHERE id = '" + held.id() + "'");

            assertThat(demo.await(held.id(), "failed").getString("reason")).contains("40 times");
        }
    }

    /** Has the check find nonsense in the image's own tables, or the comparison find nothing in its second half. */
    private static void spoil(Path file, Stage stage) throws IOException {
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (stage == Stage.CHECKING) {
                bytes.write(ByteBuffer.allocate(Long.BYTES).putLong(0, 1L << 40), REFCOUNTS);
            } else {
                bytes.write(ByteBuffer.allocate((int) (bytes.size() / 2)), bytes.size() / 2);
            }
        }
    }
}
