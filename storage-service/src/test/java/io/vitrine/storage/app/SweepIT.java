/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vitrine.contract.Actor;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.StorageEvent.CopyStored;
import io.vitrine.contract.StorageEvent.DataCorrupted;
import io.vitrine.contract.StorageEvent.DataPurged;
import io.vitrine.contract.Topics;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.CopyReplacement;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.objects.ObjectWriter;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.BlobRepository;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies that rot, and what becomes of them. */
@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class SweepIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] BYTES = randomBytes(700_001);

    Servers servers;
    Catalog catalog;
    StoreFiles files;

    @Inject
    Transactions transactions;

    @Inject
    BlobRepository blobs;

    @Inject
    CatalogClient client;

    @Inject
    Stores stores;

    @Inject
    ReadableCopies readable;

    private EventProbe probe;
    private String token;
    private UUID image;
    private Copy copy;

    @BeforeEach
    void activeImage() throws Throwable {
        probe = servers.probe(Topics.STORAGE);
        token = servers.tokens().of("demo");
        image = catalog.createImage(token);
        user().contentType("application/octet-stream")
                .body(BYTES)
                .put("/v2/images/" + image + "/file")
                .then()
                .statusCode(204);
        copy = copies().getFirst();
    }

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    /** Ways in which a file is damaged. */
    enum Rot {
        FLIPPED,
        TRUNCATED,
        DELETED;

        void befall(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            switch (this) {
                case FLIPPED -> {
                    bytes[bytes.length / 2] ^= 1;
                    Files.write(file, bytes);
                }
                case TRUNCATED -> Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
                case DELETED -> Files.delete(file);
            }
        }
    }

    @Test
    void copy_thatIsWhole_isLeftAlone() throws Throwable {
        check(copy);

        await().atMost(PATIENCE).until(() -> checked(copy));
        assertThat(download().statusCode(200).extract().asByteArray()).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @EnumSource
    void copy_thatIsCorrupt_isRepairedFromAnotherStore(Rot rot) throws Throwable {
        copyTo("second");
        rot.befall(files.of(copy.blob()));

        check(copy);

        Envelope<VitrineEvent> corrupted = probe.awaitEvent(image, DataCorrupted.class);
        assertThat(corrupted.actor()).isEqualTo(Actor.service("storage"));
        DataCorrupted event = (DataCorrupted) corrupted.event();
        assertThat(event.store()).isEqualTo("file");
        assertThat(event.blob()).isEqualTo(copy.blob());
        assertThat(event.osHashValue()).isEqualTo(catalog.field(token, image, "os_hash_value"));
        assertThat(event.reason()).isEqualTo(rot == Rot.DELETED ? "missing" : "different");
        assertThat(event.found() == null).isEqualTo(rot == Rot.DELETED);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(copies()).hasSize(2).doesNotContain(copy));
        Copy fresh = copies().getFirst();
        assertThat(fresh.store()).isEqualTo("file");
        assertThat(files.of(fresh.blob())).hasBinaryContent(BYTES);
        probe.awaitEvent(
                image,
                said -> said.event() instanceof CopyStored stored
                        && stored.blob().equals(fresh.blob()));
        probe.awaitEvent(
                image,
                said -> said.event() instanceof DataPurged purged
                        && purged.blob().equals(copy.blob()));
        assertThat(download().statusCode(200).extract().asByteArray()).isEqualTo(BYTES);
    }

    @Test
    void copy_inAFile_isRepairedFromS3() throws Throwable {
        copyTo("s3");
        Rot.FLIPPED.befall(files.of(copy.blob()));

        check(copy);

        assertRepaired(copy);
    }

    @Test
    void copy_inS3_isRepairedFromAFile() throws Throwable {
        copyTo("s3");
        Copy inS3 = copies().getLast();
        byte[] rotten = BYTES.clone();
        rotten[0] ^= 1;
        stores.get("s3").delete(inS3.blob());
        write("s3", inS3.blob(), rotten);

        check(inS3);

        assertRepaired(inS3);
    }

    private void assertRepaired(Copy corrupt) throws Throwable {
        DataCorrupted event =
                (DataCorrupted) probe.awaitEvent(image, DataCorrupted.class).event();
        assertThat(new Copy(event.store(), event.blob())).isEqualTo(corrupt);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(copies()).hasSize(2).doesNotContain(corrupt));
        Copy fresh = copies().stream()
                .filter(one -> one.store().equals(corrupt.store()))
                .findFirst()
                .orElseThrow();
        try (InputStream bytes =
                stores.get(fresh.store()).find(fresh.blob()).orElseThrow().open(0, BYTES.length)) {
            assertThat(bytes.readAllBytes()).isEqualTo(BYTES);
        }
    }

    @Test
    void copy_thatNoOtherCanRepair_isNotServedUntilItIsRestored() throws Throwable {
        copyTo("second");
        Copy second = copies().getLast();
        Rot.FLIPPED.befall(files.of(copy.blob()));
        Rot.FLIPPED.befall(files.of(second.blob()));

        check(copy);
        check(second);

        await().atMost(PATIENCE).untilAsserted(() -> download().statusCode(503));
        assertThat(copies()).containsExactly(copy, second);
        assertThat(files.all())
                .extracting(file -> file.getFileName().toString())
                .contains(copy.blob().toString(), second.blob().toString());

        Files.write(files.of(second.blob()), BYTES);

        await().atMost(PATIENCE).untilAsserted(() -> download().statusCode(200));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(copies()).hasSize(2).contains(second).doesNotContain(copy));
    }

    @Test
    void copy_inAStoreThatIsAway_isNotTakenForCorrupt() throws Throwable {
        Path objects = files.root().resolve("objects");
        Path away = files.root().resolve("away");
        Files.move(objects, away);
        try {
            check(copy);
            await().atMost(PATIENCE).until(() -> claimed(copy));
            download().statusCode(503);
        } finally {
            Files.move(away, objects);
        }

        await().atMost(PATIENCE).until(() -> checked(copy));
        assertThat(corrupt(copy)).isFalse();
        download().statusCode(200);
    }

    @Test
    void repair_thatDiedBeforeTheCatalogHeardOfIt_leavesTheOldCopyAlone() throws Throwable {
        Blob fresh = newCopy();

        await().atMost(PATIENCE)
                .until(() -> stores.get("file").find(fresh.key()).isEmpty());
        assertThat(copies()).containsExactly(copy);
        download().statusCode(200);
    }

    @Test
    void repair_thatDiedAfterTheCatalogHeardOfIt_leavesTheNewCopy() throws Throwable {
        Blob fresh = newCopy(Duration.ofSeconds(3));
        run(client.replaceCopy(image, "file", new CopyReplacement(fresh.key(), copy.blob())));

        probe.awaitEvent(
                image,
                said -> said.event() instanceof CopyStored stored
                        && stored.blob().equals(fresh.key()));
        await().atMost(PATIENCE)
                .until(() -> stores.get("file").find(copy.blob()).isEmpty());
        assertThat(download().statusCode(200).extract().asByteArray()).isEqualTo(BYTES);
    }

    private Blob newCopy() throws Throwable {
        return newCopy(Duration.ZERO);
    }

    /** What a repair leaves that dies once its bytes are durable. */
    private Blob newCopy(Duration time) throws Throwable {
        Blob fresh =
                Blob.begun(UUID.randomUUID(), UUID.randomUUID(), image, "a project", "file", Actor.service("storage"));
        run(transactions.run(tx -> blobs.begin(tx, fresh, Duration.ofMinutes(1))));
        write("file", fresh.key(), BYTES);
        String md5 = catalog.field(token, image, "checksum");
        String sha512 = catalog.field(token, image, "os_hash_value");
        run(transactions.run(
                tx -> blobs.written(tx, fresh.key(), new Digests(BYTES.length, md5, HashAlgorithm.SHA512, sha512))
                        .chain(() -> blobs.keep(tx, fresh.lease(), time))));
        return fresh;
    }

    private void write(String store, UUID blob, byte[] bytes) throws IOException {
        ObjectWriter writer = stores.get(store).create(blob, bytes.length);
        writer.write(ByteBuffer.wrap(bytes));
        writer.commit();
    }

    private void copyTo(String store) throws Throwable {
        given().header("X-Auth-Token", servers.tokens().of("admin"))
                .contentType("application/json")
                .body("{\"method\": {\"name\": \"copy-image\"}, \"stores\": [\"" + store + "\"]}")
                .post("/v2/images/" + image + "/import")
                .then()
                .statusCode(202);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(copies()).hasSize(2));
        UUID blob = copies().getLast().blob();
        probe.awaitEvent(
                image,
                said -> said.event() instanceof CopyStored stored
                        && stored.blob().equals(blob));
    }

    /** Has the sweep check the copy next. */
    private void check(Copy which) throws Throwable {
        run(transactions.run(tx -> tx.session()
                .createNativeQuery("UPDATE blob SET checked_at = '-infinity', due_at = now() WHERE key = ?1")
                .setParameter(1, which.blob())
                .executeUpdate()));
    }

    private boolean checked(Copy which) {
        return holds("checked_at > now() - interval '1 day'", which);
    }

    private boolean claimed(Copy which) {
        return holds("due_at > now()", which);
    }

    private boolean corrupt(Copy which) throws Throwable {
        return run(readable.of(List.of(which))).isEmpty();
    }

    private boolean holds(String condition, Copy which) {
        return sure(transactions.read(tx -> tx.session()
                .createNativeQuery("SELECT count(*) FROM blob WHERE key = ?1 AND " + condition, Long.class)
                .setParameter(1, which.blob())
                .getSingleResult()
                .map(count -> count == 1)));
    }

    private List<Copy> copies() {
        return sure(client.copies(image)).copies();
    }

    private ValidatableResponse download() {
        return user().get("/v2/images/" + image + "/file").then();
    }

    private RequestSpecification user() {
        return given().header("X-Auth-Token", token);
    }

    private static <T> T sure(Uni<T> work) {
        try {
            return run(work);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T run(Uni<T> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> work);
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(5).nextBytes(bytes);
        return bytes;
    }
}
