/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vitrine.contract.StorageEvent.CopyStored;
import io.vitrine.contract.StorageEvent.DataPurged;
import io.vitrine.contract.Topics;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.peer.Requester;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.domain.ImportJob;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.objects.ObjectStore;
import io.vitrine.storage.out.objects.ObjectWriter;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.BlobRepository;
import io.vitrine.storage.out.postgres.ImportJobRepository;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.RawUpload;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left when a process dies or an image goes, and who clears it away. */
@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class RecoveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] BYTES = {1, 2, 3};
    private static final Digests DIGESTS = new Digests(
            3, "5289df737df57326fcdd22597afb1fac", HashAlgorithm.SHA512, "27864cc5219a951a7a6e52b8c8dddf69");

    @TestHTTPResource
    URI service;

    Servers servers;
    Catalog catalog;
    StoreFiles files;

    @Inject
    CatalogClient client;

    @Inject
    Transactions transactions;

    @Inject
    BlobRepository blobs;

    @Inject
    ImportJobRepository jobs;

    @Inject
    EndImport ending;

    @Inject
    Stores stores;

    private ObjectStore store;
    private String token;
    private UUID image;
    private List<Path> before;

    @BeforeEach
    void queuedImage() {
        store = stores.get("file");
        token = servers.tokens().of("demo");
        image = catalog.createImage(token);
        before = files.all();
    }

    @Test
    void upload_whoseProcessDied_isQueuedAgainAndLeavesNothing() throws Throwable {
        UploadLease lease = beginUpload();
        store.create(lease.lease(), 0).write(ByteBuffer.wrap(BYTES));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).isEmpty());
        await().atMost(PATIENCE).until(() -> "queued".equals(catalog.field(token, image, "status")));
        put(image).statusCode(204);
    }

    @Test
    void import_thatAnotherHasTaken_isNotEndedByWhoLostIt() throws Throwable {
        UUID lease = UUID.randomUUID();
        run(transactions.run(tx -> jobs.prepare(tx, lease, image, "sealed", Duration.ofHours(1))));

        run(ending.over(new ImportJob(lease, image, 1)));
        Boolean open = run(transactions.read(tx -> jobs.isOpen(tx, lease)));
        assertThat(open).isTrue();

        run(ending.over(new ImportJob(lease, image, 0)));
        Boolean stillOpen = run(transactions.read(tx -> jobs.isOpen(tx, lease)));
        assertThat(stillOpen).isFalse();
    }

    @Test
    void import_thatAnotherHasTaken_isNotFailedByWhoLostIt() throws Throwable {
        UUID lease = beginUpload().lease();
        run(transactions.run(tx -> jobs.prepare(tx, lease, image, "sealed", Duration.ofHours(1))));

        run(ending.failed(new ImportJob(lease, image, 1), "the first attempt's reason"));
        assertThat(catalog.field(token, image, "status")).isEqualTo("saving");

        run(ending.failed(new ImportJob(lease, image, 0), "the reason of who has it"));
        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
    }

    @Test
    void upload_whoseProcessDiedAfterTheFileWasDurable_isDiscardedWithAFact() throws Throwable {
        UploadLease lease = beginUpload();
        storeWhole(lease);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).isEmpty());
        try (EventProbe probe = servers.probe(Topics.STORAGE)) {
            assertThat(probe.awaitEvent(image, DataPurged.class).event())
                    .isEqualTo(new DataPurged("file", lease.lease(), BYTES.length, "upload_failed"));
        }
    }

    @Test
    void upload_whoseProcessDiedAfterItWasComplete_isKeptWithItsFact() throws Throwable {
        UploadLease lease = beginUpload();
        storeWhole(lease);
        run(client.complete(
                lease.lease(),
                new UploadResult(
                        3, DIGESTS.md5(), "sha512", DIGESTS.hash(), null, List.of(new Copy("file", lease.lease()))),
                PATIENCE));

        try (EventProbe probe = servers.probe(Topics.STORAGE)) {
            assertThat(probe.awaitEvent(image, CopyStored.class).actor().user()).isEqualTo("a user");
        }
        assertThat(catalog.field(token, image, "status")).isEqualTo("active");
        get().statusCode(200);
    }

    @Test
    void partial_ofNoKnownUpload_isRemovedOnceItIsOld() throws Throwable {
        UUID forgotten = UUID.randomUUID();
        UUID recent = UUID.randomUUID();
        store.create(forgotten, 0).write(ByteBuffer.wrap(BYTES));
        store.create(recent, 0).write(ByteBuffer.wrap(BYTES));
        Path recentFile = files.of(recent);
        Files.setLastModifiedTime(
                files.of(forgotten), FileTime.from(Instant.now().minusSeconds(3600)));
        Files.setLastModifiedTime(recentFile, FileTime.from(Instant.now().plusSeconds(3600)));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).containsExactly(recentFile));
        store.delete(recent);
    }

    @Test
    void image_deleted_losesItsData_butNotTheReaderWhoHasIt() throws Throwable {
        put(image).statusCode(204);
        Path file = files.since(before).stream().findFirst().orElseThrow();
        try (InputStream reader = Files.newInputStream(file)) {
            catalog.delete(token, image);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(file).doesNotExist());
            assertThat(reader.readAllBytes()).isEqualTo(BYTES);
        }
        try (EventProbe probe = servers.probe(Topics.STORAGE)) {
            var purged = probe.awaitEvent(image, DataPurged.class);
            assertThat(((DataPurged) purged.event()).reason()).isEqualTo("image_deleted");
            assertThat(purged.actor().project()).isEqualTo(servers.tokens().projectOf("demo"));
            assertThat(purged.causationId()).isNotNull();
            assertThat(purged.sequence()).isEqualTo(2);
        }
    }

    @Test
    void upload_whileTheCatalogIsAway_isNotLost_thoughNewOnesAreRefused() throws Throwable {
        catalog.restart(Duration.ofMinutes(2));
        try {
            uploadsPass();
            before = files.all();
            try (RawUpload upload = new RawUpload(service, token, image, BYTES.length)) {
                upload.send(new byte[] {1});
                await().atMost(PATIENCE).until(() -> !files.since(before).isEmpty());

                catalog.killForLong();
                upload.send(new byte[] {2, 3});
                get().statusCode(503);
                put(image).statusCode(503);
                catalog.start(Duration.ofMinutes(2));

                assertThat(upload.status()).isEqualTo(204);
            }
            get().statusCode(200);
        } finally {
            catalog.restart(StorageStack.LEASE);
        }
    }

    /** Until a catalog that has just started answers an upload in time, it may be refused with a 503. */
    private void uploadsPass() {
        await().atMost(PATIENCE)
                .until(() -> put(catalog.createImage(token)).extract().statusCode() == 204);
    }

    private UploadLease beginUpload() throws Throwable {
        Caller caller = new Caller("a user", "a project", Set.of("member"), "req-1", "127.0.0.1");
        UploadLease lease = run(client.openUpload(image, null, new Requester(caller, token)));
        Blob blob = Blob.begun(lease.lease(), lease.lease(), image, lease.ownerProject(), "file", caller.actor());
        run(transactions.run(tx -> blobs.begin(tx, blob, Duration.ofSeconds(lease.leaseSeconds()))));
        return lease;
    }

    private void storeWhole(UploadLease lease) throws Throwable {
        ObjectWriter writer = store.create(lease.lease(), 0);
        writer.write(ByteBuffer.wrap(BYTES));
        writer.commit();
        run(transactions.run(tx -> blobs.written(tx, lease.lease(), DIGESTS)));
    }

    private static <T> T run(Uni<T> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> work);
    }

    private ValidatableResponse put(UUID image) {
        return given().header("X-Auth-Token", token)
                .contentType("application/octet-stream")
                .body(BYTES)
                .put("/v2/images/" + image + "/file")
                .then();
    }

    private ValidatableResponse get() {
        return given().header("X-Auth-Token", token)
                .get("/v2/images/" + image + "/file")
                .then();
    }
}
