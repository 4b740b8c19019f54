/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vitrine.contract.StorageEvent.DataPurged;
import io.vitrine.contract.Topics;
import io.vitrine.storage.out.objects.FileObjectStore;
import io.vitrine.storage.out.objects.ObjectWriter;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.Downloads;
import io.vitrine.storage.stack.RawUpload;
import io.vitrine.storage.stack.SmallDisk;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stores whose file system fills up, goes away or is not there at the start. */
@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class StoreTroubleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] FEW = {1, 2, 3};
    /** One such fits, two do not. Zeros would take no room. */
    private static final byte[] MANY = new byte[SmallDisk.ROOM / 4 * 3];

    static {
        Arrays.fill(MANY, (byte) 7);
    }

    /** As many parts as fit into the memory that the stack gives the S3 store. */
    private static final int S3_AT_ONCE = 3;

    @TestHTTPResource
    URI service;

    @Inject
    Stores stores;

    Servers servers;
    Catalog catalog;
    StoreFiles files;
    SmallDisk small;

    private String token;
    private UUID image;
    private List<Path> before;

    @BeforeEach
    void queuedImage() {
        token = servers.tokens().of("demo");
        image = catalog.createImage(token);
        before = files.all();
    }

    @Test
    void upload_intoAStoreThatFillsUpMeanwhile_isTooLarge_andLeavesTheImageQueued() throws IOException {
        UUID other = catalog.createImage(token);
        StoreFiles onDisk = new StoreFiles(small.root());
        try (RawUpload first = upload(other, "small", MANY.length);
                RawUpload second = upload(image, "small", MANY.length)) {
            await().atMost(PATIENCE).until(() -> onDisk.all().size() == 2);
            first.send(MANY);
            assertThat(first.status()).isEqualTo(204);

            second.send(MANY);

            assertThat(second.status()).isEqualTo(413);
        }
        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
        assertThat(onDisk.all()).hasSize(1);
        put("small", FEW).statusCode(204);
        assertThat(Downloads.of(token, image)).isEqualTo(FEW);
        assertThat(Downloads.of(token, other)).isEqualTo(MANY);
    }

    @Test
    void upload_whoseFileSystemGoesAway_isUnavailable_andLeavesNothing() throws IOException {
        // one that never had data would be made anew
        put("second", FEW).statusCode(204);
        image = catalog.createImage(token);
        before = files.all();
        try (RawUpload upload = upload(image, "second", MANY.length)) {
            upload.send(new byte[1_000_000]);
            await().until(() -> !files.since(before).isEmpty());
            try (Unmounted second = new Unmounted("second")) {
                upload.send(new byte[MANY.length - 1_000_000]);
                assertThat(upload.status()).isEqualTo(503);
                await().atMost(PATIENCE).until(() -> "queued".equals(catalog.field(token, image, "status")));
            }
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).isEmpty());
        put("second", FEW).statusCode(204);
    }

    @Test
    void store_whoseFileSystemIsNotMountedAtTheStart_isAway_andLosesNothing() throws IOException {
        put("second", FEW).statusCode(204);
        UUID filled = image;
        UUID deleted = catalog.createImage(token);
        image = deleted;
        put("second", FEW).statusCode(204);
        image = catalog.createImage(token);
        try (Unmounted second = new Unmounted("second");
                EventProbe probe = servers.probe(Topics.STORAGE)) {
            assertThat(new FileObjectStore("second", second.root, 0).isThere()).isFalse();

            put("second", FEW).statusCode(503).body(containsString("mounted"));
            assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
            as("demo").get("/v2/images/" + filled + "/file").then().statusCode(503);
            catalog.delete(token, deleted);
            put("file", FEW).statusCode(204);
            catalog.delete(token, image);
            probe.awaitEvent(image, DataPurged.class);
            assertThat(second.root).isEmptyDirectory();
        }
        assertThat(Downloads.of(token, filled)).isEqualTo(FEW);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).hasSize(1));
    }

    @Test
    void upload_intoAStoreThatHasTooMuchToDo_waits_andIsUnavailableAfterAWhile() throws Exception {
        List<ObjectWriter> taken = new ArrayList<>();
        for (int i = 0; i < S3_AT_ONCE; i++) {
            taken.add(stores.get("s3").create(UUID.randomUUID(), 0));
        }
        put("s3", FEW).statusCode(503).body(containsString("uploads at a time"));
        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");

        try (RawUpload waiting = upload(image, "s3", FEW.length)) {
            waiting.send(FEW);
            await().until(() -> catalog.field(token, image, "status").equals("saving"));
            for (ObjectWriter writer : taken) {
                writer.abort();
            }
            assertThat(waiting.status()).isEqualTo(204);
        }
        assertThat(Downloads.of(token, image)).isEqualTo(FEW);
    }

    /** A file store's bare mount point, until this is closed. */
    private final class Unmounted implements AutoCloseable {

        private final Path root;
        private final Path mounted;

        Unmounted(String store) throws IOException {
            root = files.root().resolve(store);
            mounted = Files.move(root, files.root().resolveSibling("mounted"));
            Files.createDirectory(root);
        }

        @Override
        public void close() throws IOException {
            Files.delete(root);
            Files.move(mounted, root);
        }
    }

    private RawUpload upload(UUID into, String store, long length) throws IOException {
        return new RawUpload(service, token, into, length, "X-Image-Meta-Store: " + store);
    }

    private ValidatableResponse put(String store, byte[] bytes) {
        return as("demo")
                .contentType("application/octet-stream")
                .header("X-Image-Meta-Store", store)
                .body(bytes)
                .put("/v2/images/" + image + "/file")
                .then();
    }

    private RequestSpecification as(String user) {
        return given().header("X-Auth-Token", servers.tokens().of(user));
    }
}
