/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vitrine.contract.CatalogEvent.Change;
import io.vitrine.contract.CatalogEvent.ImageUpdated;
import io.vitrine.contract.Topics;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.Downloads;
import io.vitrine.storage.stack.OtherRegion;
import io.vitrine.storage.stack.OtherRegion.Fault;
import io.vitrine.storage.stack.OtherSettings;
import io.vitrine.storage.stack.Qcow2;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.storage.stack.WebFiles;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports where the operator wants raw images. */
@Tag("qemu-img")
@QuarkusTest
@TestProfile(OtherSettings.class)
@QuarkusTestResource(StorageStack.class)
class ConversionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] EMPTY_DISK = new byte[(int) Qcow2.VIRTUAL_SIZE];

    Servers servers;
    Catalog catalog;
    StoreFiles files;
    OtherRegion region;

    private String token;
    private UUID image;
    private List<Path> before;

    @BeforeEach
    void queuedImage() {
        token = servers.tokens().of("demo");
        image = catalog.createImage(token, "qcow2", "bare");
        before = files.all();
    }

    @Test
    void stagedImage_isConverted_andItsRecordSaysSo() {
        stage(Qcow2.sound());
        ask("{\"method\": {\"name\": \"glance-direct\"}, \"stores\": [\"second\", \"file\"]}")
                .statusCode(202);

        catalog.awaitStatus(token, image, "active");
        assertThat(catalog.field(token, image, "disk_format")).isEqualTo("raw");
        assertThat(catalog.field(token, image, "size")).isEqualTo("" + Qcow2.VIRTUAL_SIZE);
        assertThat(catalog.field(token, image, "virtual_size")).isEqualTo("" + Qcow2.VIRTUAL_SIZE);
        assertThat(Downloads.of(token, image)).isEqualTo(EMPTY_DISK);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).hasSize(2));
        awaitNoScratch();
        try (EventProbe probe = servers.probe(Topics.CATALOG)) {
            probe.awaitEvent(
                    image,
                    said -> said.event().equals(new ImageUpdated(Map.of("disk_format", new Change("qcow2", "raw")))));
        }
    }

    @Test
    void imageOfAnotherRegion_isComparedAndConverted() {
        UUID there = region.add(token, "qcow2", Qcow2.sound(), Fault.NONE);
        ask("""
                {"method": {"name": "glance-download", "glance_region": "there", "glance_image_id": "%s"}}""".formatted(there)).statusCode(202);

        catalog.awaitStatus(token, image, "active");
        assertThat(catalog.field(token, image, "disk_format")).isEqualTo("raw");
        assertThat(Downloads.of(token, image)).isEqualTo(EMPTY_DISK);
    }

    @Test
    void imageOfTheWantedFormat_orInAContainer_staysAsItIs() {
        image = catalog.createImage(token, "raw", "bare");
        byte[] raw = {1, 2, 3};
        importStaged(raw);
        assertThat(Downloads.of(token, image)).isEqualTo(raw);

        image = catalog.createImage(token, "qcow2", "ova");
        importStaged(raw);
        assertThat(catalog.field(token, image, "disk_format")).isEqualTo("qcow2");
        assertThat(Downloads.of(token, image)).isEqualTo(raw);
    }

    private void importStaged(byte[] bytes) {
        stage(bytes);
        ask("{\"method\": {\"name\": \"glance-direct\"}}").statusCode(202);
        catalog.awaitStatus(token, image, "active");
    }

    @Test
    void imageWithABackingFile_isRefused_andShowsNothing() {
        stage(Qcow2.withBackingFile("/etc/passwd"));
        ask("{\"method\": {\"name\": \"glance-direct\"}}").statusCode(202);

        awaitFailure("backing file");
        awaitNothingLeft();
    }

    @Test
    void imageThatHasAnUnsafeOneOnItsDisk_isRefusedOnceItIsConverted(@TempDir Path directory) throws Exception {
        Path disk = Files.write(directory.resolve("disk"), Qcow2.withBackingFile("/etc/passwd"));
        Path outer = directory.resolve("outer");
        assertThat(new ProcessBuilder("qemu-img", "convert", "-f", "raw", "-O", "qcow2", "" + disk, "" + outer)
                        .start()
                        .waitFor())
                .isZero();
        stage(Files.readAllBytes(outer));
        ask("{\"method\": {\"name\": \"glance-direct\"}}").statusCode(202);

        awaitFailure("backing file");
        awaitNothingLeft();
    }

    @Test
    void imageThatQemuImgCannotRead_failsWithItsReason() {
        byte[] damaged = Qcow2.sound();
        Arrays.fill(damaged, 2 << 16, damaged.length, (byte) 0x7f);
        stage(damaged);
        ask("{\"method\": {\"name\": \"glance-direct\"}}").statusCode(202);

        awaitFailure("image");
        awaitNothingLeft();
    }

    @Test
    void importOfAnImageThatIsDeleted_leavesNothing() throws IOException {
        try (WebFiles web = new WebFiles(Qcow2.sound())) {
            ask("""
                    {"method": {"name": "web-download", "uri": "%s"}}""".formatted(web.uri("/stuck"))).statusCode(202);
            await().atMost(PATIENCE)
                    .until(() -> web.wasAskedFor("/stuck") && !conversions().isEmpty());

            catalog.delete(token, image);

            awaitNothingLeft();
        }
    }

    private void stage(byte[] bytes) {
        given().header("X-Auth-Token", token)
                .contentType("application/octet-stream")
                .body(bytes)
                .put("/v2/images/" + image + "/stage")
                .then()
                .statusCode(204);
    }

    private ValidatableResponse ask(String body) {
        return given().header("X-Auth-Token", token)
                .contentType("application/json")
                .body(body)
                .post("/v2/images/" + image + "/import")
                .then();
    }

    private void awaitFailure(String reason) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(catalog.task(token, image)).containsEntry("status", "failure"));
        assertThat(String.valueOf(catalog.task(token, image).get("message"))).contains(reason);
        assertThat(catalog.field(token, image, "disk_format")).isEqualTo("qcow2");
    }

    private void awaitNothingLeft() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).isEmpty());
        awaitNoScratch();
    }

    private static void awaitNoScratch() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(conversions()).isEmpty());
    }

    /** What lies in the scratch directory besides the process's lock. */
    private static List<Path> conversions() {
        try (Stream<Path> all = Files.walk(OtherSettings.SCRATCH)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("lock"))
                    .toList();
        } catch (UncheckedIOException | IOException removedMeanwhile) {
            return List.of(OtherSettings.SCRATCH);
        }
    }
}
