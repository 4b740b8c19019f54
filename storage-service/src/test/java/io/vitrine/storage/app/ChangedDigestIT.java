/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vitrine.contract.StorageEvent.CopyStored;
import io.vitrine.contract.Topics;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.peer.Requester;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.domain.TakenIn;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.OtherSettings;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Data that came before the multihash's setting was changed, and after it. */
@QuarkusTest
@QuarkusTestResource(StorageStack.class)
@TestProfile(OtherSettings.class)
class ChangedDigestIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] BYTES = "the data of an image".getBytes(StandardCharsets.US_ASCII);

    Servers servers;
    Catalog catalog;

    @Inject
    CatalogClient client;

    @Inject
    WriteBlob writing;

    @Inject
    EndUpload ending;

    @Inject
    CheckCopy checking;

    private String token;
    private UUID image;

    @BeforeEach
    void queuedImage() {
        token = servers.tokens().of("admin");
        image = catalog.createImage(token);
    }

    @Test
    void upload_isKnownByTheDigestThatIsConfigured() {
        user().contentType("application/octet-stream")
                .body(BYTES)
                .put(path())
                .then()
                .statusCode(204);

        assertThat(catalog.field(token, image, "os_hash_algo")).isEqualTo("sha256");
        assertThat(catalog.field(token, image, "os_hash_value"))
                .isEqualTo(HexFormat.of().formatHex(digest(HashAlgorithm.SHA256)));
        String field = "sha-256=:" + Base64.getEncoder().encodeToString(digest(HashAlgorithm.SHA256)) + ":";
        user().get(path()).then().statusCode(200).header("Repr-Digest", field);
    }

    @ParameterizedTest
    @EnumSource(names = {"SHA512", "SHA384", "SHA3_256", "SHA3_512"})
    void data_thatCameBefore_isReadCheckedAndCopiedByItsOwnDigest(HashAlgorithm before) throws Throwable {
        Blob stored = store(before);

        assertThat(run(checking.check(stored))).isEmpty();
        var read = user().get(path()).then().statusCode(200);
        if (before != HashAlgorithm.SHA512) {
            read.header("Repr-Digest", nullValue());
        }
        user().contentType("application/json")
                .body("{\"method\": {\"name\": \"copy-image\"}, \"stores\": [\"second\"]}")
                .post("/v2/images/" + image + "/import")
                .then()
                .statusCode(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(catalog.task(token, image)).containsEntry("status", "success"));
        assertThat(catalog.field(token, image, "os_hash_algo")).isEqualTo(before.imageApiName());
        try (EventProbe probe = servers.probe(Topics.STORAGE)) {
            assertThat(((CopyStored) probe.awaitEvent(image, CopyStored.class).event()).osHashAlgo())
                    .isEqualTo(before.imageApiName());
        }
    }

    /** Stores the data as it was when that algorithm was configured. */
    private Blob store(HashAlgorithm algorithm) throws Throwable {
        Caller caller = new Caller("a user", "a project", Set.of("member"), "req-1", "127.0.0.1");
        UploadLease lease = run(client.openUpload(image, null, new Requester(caller, token)));
        Blob blob = Blob.begun(lease.lease(), lease.lease(), image, lease.ownerProject(), "file", caller.actor());
        Body body = sink -> sink.apply(ByteBuffer.wrap(BYTES));
        TakenIn taken =
                run(writing.write(blob, PATIENCE, body, Terms.upTo(1 << 20).knownBy(algorithm)));
        Digests digests = taken.digests();
        run(client.complete(
                lease.lease(),
                new UploadResult(
                        digests.size(),
                        digests.md5(),
                        algorithm.imageApiName(),
                        digests.hash(),
                        null,
                        List.of(new Copy("file", blob.key()))),
                PATIENCE));
        run(ending.keep(blob.key()));
        return new Blob(
                blob.key(), blob.lease(), image, blob.ownerProject(), "file", digests, blob.actor(), null, null);
    }

    private RequestSpecification user() {
        return given().header("X-Auth-Token", token);
    }

    private String path() {
        return "/v2/images/" + image + "/file";
    }

    private static byte[] digest(HashAlgorithm algorithm) {
        return algorithm.begin().digest(BYTES);
    }

    private static <T> T run(Uni<T> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> work);
    }
}
