/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vitrine.contract.Actor;
import io.vitrine.contract.StorageEvent.DataCorrupted;
import io.vitrine.contract.StorageEvent.DataPurged;
import io.vitrine.contract.Topics;
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
import io.vitrine.storage.stack.Tus;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator is told of differences between store, records and catalog, and can have done about them. */
@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class ReconcileIT {

    private static final byte[] BYTES = {1, 2, 3};

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

    private String token;
    private UUID image;

    @BeforeEach
    void activeImage() {
        token = servers.tokens().of("demo");
        image = catalog.createImage(token);
        given().header("X-Auth-Token", token)
                .contentType("application/octet-stream")
                .body(BYTES)
                .put("/v2/images/" + image + "/file")
                .then()
                .statusCode(204);
    }

    @Test
    void data_thatAgrees_orIsYoung_isNotNamed() throws Throwable {
        age(blob());
        UUID young = orphan(image);
        begun(young, "now() + interval '1 hour'");

        assertThat(walk("GET")).noneMatch(line -> isOf(line, image));
        run(transactions.run(tx -> blobs.purge(tx, young, "copy_removed", null)));
    }

    @Test
    void data_thatIsMissing_isNamed_andCheckedOnRequest() throws Throwable {
        UUID blob = blob();
        age(blob);
        Files.delete(files.of(blob));

        assertThat(walk("GET"))
                .filteredOn(line -> isOf(line, image))
                .containsExactly(line(image, blob, "not_in_store", "check"));
        get().statusCode(503);
        walk("POST");

        try (EventProbe probe = servers.probe(Topics.STORAGE)) {
            probe.awaitEvent(image, DataCorrupted.class);
        }
        catalog.delete(token, image);
    }

    @Test
    void data_thatTheCatalogDoesNotKnow_isNamed_andPurgedOnRequest() throws Throwable {
        UUID unknown = UUID.randomUUID();
        UUID blob = orphan(unknown);
        age(blob);

        assertThat(walk("GET"))
                .filteredOn(line -> isOf(line, unknown))
                .containsExactly(line(unknown, blob, "not_in_catalog", "purge"));
        assertThat(stores.get("file").find(blob)).isPresent();
        walk("POST");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> stores.get("file").find(blob).isEmpty());
        try (EventProbe probe = servers.probe(Topics.STORAGE)) {
            assertThat(probe.awaitEvent(unknown, DataPurged.class).event())
                    .isEqualTo(new DataPurged("file", blob, BYTES.length, "not_in_catalog"));
        }
    }

    @Test
    void data_thatIsNotRecorded_isNamedAndLeft() throws Throwable {
        UUID other = UUID.randomUUID();
        age(orphan(image));
        run(client.replaceCopy(image, "file", new CopyReplacement(other, blob())));

        assertThat(walk("GET")).contains(line(image, other, "not_recorded", "none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "s3"})
    void object_thatNobodyKnows_isNamed_andRemovedOnRequest(String store) throws IOException {
        UUID key = UUID.randomUUID();
        write(store, key);

        assertThat(walk("GET", "/stores/" + store))
                .filteredOn(line -> key.toString().equals(line.get("blob")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("image", null)
                        .containsEntry("problem", "unknown")
                        .containsEntry("action", "remove"));
        assertThat(stores.get(store).find(key)).isPresent();
        walk("POST", "/stores/" + store);

        assertThat(stores.get(store).find(key)).isEmpty();
        get().statusCode(200);
    }

    @Test
    void piece_ofAnUploadThatRests_isNotNamed() {
        List<Path> before = files.all();
        Tus tus = new Tus(token);
        String upload = tus.begin(catalog.createImage(token), 2);
        tus.append(upload, 0, new byte[1]).statusCode(204);

        List<String> pieces = files.all().stream()
                .filter(file -> !before.contains(file))
                .map(file -> file.getFileName().toString())
                .toList();
        assertThat(pieces).isNotEmpty();
        assertThat(walk("GET", "/stores/file")).noneMatch(line -> pieces.contains(line.get("blob")));
    }

    @Test
    void object_thatOnlyTheCatalogKnows_isNamedAndLeft() throws Throwable {
        UUID key = UUID.randomUUID();
        write("file", key);
        run(client.replaceCopy(image, "file", new CopyReplacement(key, blob())));

        assertThat(walk("POST", "/stores/file")).contains(line(image, key, "not_recorded", "none"));
        assertThat(stores.get("file").find(key)).isPresent();
        stores.get("file").delete(key);
    }

    @Test
    void copies_thatAreNotRecorded_areNamedByTheirImage() throws Throwable {
        UUID whole = blob();
        assertThat(walk("GET", "/images")).noneMatch(line -> isOf(line, image));
        UUID lost = UUID.randomUUID();
        run(client.replaceCopy(image, "file", new CopyReplacement(lost, whole)));

        assertThat(walk("GET", "/images")).contains(line(image, lost, "lost", "none"));
        write("file", lost);
        assertThat(walk("GET", "/images")).contains(line(image, lost, "not_recorded", "none"));
        catalog.delete(token, image);
        assertThat(walk("GET", "/images")).noneMatch(line -> isOf(line, image));
        stores.get("file").delete(lost);
    }

    @Test
    void request_byOthersOrWithoutSense_isRefused() {
        given().get("/internal/reconcile").then().statusCode(401);
        given().header("X-Service-Token", token)
                .post("/internal/reconcile")
                .then()
                .statusCode(403);
        page("GET", "?limit=0").statusCode(400);
        page("GET", "?limit=1001").statusCode(400);
        page("GET", "/stores/tape").statusCode(503).body(containsString("not configured"));
        page("POST", "?marker=x").statusCode(400).body(containsString("marker"));
    }

    private static boolean isOf(Map<String, Object> line, UUID image) {
        return image.toString().equals(line.get("image"));
    }

    private static Map<String, Object> line(UUID image, UUID blob, String problem, String action) {
        return Map.of(
                "image",
                image.toString(),
                "store",
                "file",
                "blob",
                blob.toString(),
                "problem",
                problem,
                "action",
                action);
    }

    /** All pages, of two records each. */
    private List<Map<String, Object>> walk(String method) {
        return walk(method, "");
    }

    private List<Map<String, Object>> walk(String method, String path) {
        List<Map<String, Object>> all = new ArrayList<>();
        String marker = "";
        do {
            ValidatableResponse page = page(method, path + "?limit=2" + marker).statusCode(200);
            all.addAll(page.extract().path("discrepancies"));
            String next = page.extract().path("marker");
            marker = next == null ? null : "&marker=" + next;
        } while (marker != null);
        return all;
    }

    private ValidatableResponse page(String method, String query) {
        return given().header("X-Service-Token", servers.tokens().of("storage"))
                .request(method, "/internal/reconcile" + query)
                .then();
    }

    private ValidatableResponse get() {
        return given().header("X-Auth-Token", token)
                .get("/v2/images/" + image + "/file")
                .then();
    }

    /** A stored copy of an image that has no such copy. */
    private UUID orphan(UUID of) throws Throwable {
        Blob blob = Blob.begun(UUID.randomUUID(), UUID.randomUUID(), of, "a project", "file", Actor.service("storage"));
        write("file", blob.key());
        run(transactions.run(tx -> blobs.begin(tx, blob, Duration.ofMinutes(1))
                .chain(() -> blobs.written(
                        tx, blob.key(), new Digests(BYTES.length, "c0ffee", HashAlgorithm.SHA512, "f00d")))
                .chain(() -> blobs.stored(tx, blob.key()))));
        return blob.key();
    }

    private void write(String store, UUID key) throws IOException {
        ObjectWriter writer = stores.get(store).create(key, BYTES.length);
        writer.write(ByteBuffer.wrap(BYTES));
        writer.commit();
    }

    private void age(UUID blob) throws Throwable {
        begun(blob, "now() - interval '1 day'");
    }

    private void begun(UUID blob, String when) throws Throwable {
        run(transactions.run(tx -> tx.session()
                .createNativeQuery("UPDATE blob SET begun_at = " + when + " WHERE key = ?1")
                .setParameter(1, blob)
                .executeUpdate()));
    }

    private UUID blob() throws Throwable {
        return run(client.copies(image)).copies().getFirst().blob();
    }

    private static <T> T run(Uni<T> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> work);
    }
}
