/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.Downloads;
import io.vitrine.storage.stack.RawUpload;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.storage.stack.Tus;
import io.vitrine.testkit.Servers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class ResumableIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] BYTES = randomBytes(3_500_001);
    private static final int HALF = 2_000_000;

    @TestHTTPResource
    URI service;

    Servers servers;
    Catalog catalog;
    StoreFiles files;

    @Inject
    DataSource database;

    private Tus tus;
    private String token;
    private UUID image;
    private List<Path> before;

    @BeforeEach
    void queuedImage() {
        token = servers.tokens().of("demo");
        tus = new Tus(token);
        image = catalog.createImage(token);
        before = files.all();
    }

    @Test
    void upload_inParts_becomesTheImagesDataAndLeavesNoPieces() {
        String upload = tus.begin(image, BYTES.length);
        assertThat(catalog.field(token, image, "status")).isEqualTo("saving");

        tus.append(upload, 0, part(0, HALF)).statusCode(204).header("Upload-Offset", "" + HALF);
        assertThat(tus.offset(upload)).isEqualTo(HALF);
        tus.append(upload, HALF, part(HALF, BYTES.length)).statusCode(204).header("Upload-Offset", "" + BYTES.length);

        assertThat(catalog.field(token, image, "status")).isEqualTo("active");
        assertThat(catalog.field(token, image, "os_hash_value")).isEqualTo(hex(HashAlgorithm.SHA512));
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
        assertThat(tus.offset(upload)).isEqualTo(BYTES.length);
        assertThat(tus.state(upload, "status")).isEqualTo("done");
        awaitFiles(1);
    }

    @Test
    void upload_inTheRequestThatBeginsIt_isOneRequest() {
        tus.request()
                .header("Upload-Length", BYTES.length)
                .header("Upload-Metadata", Tus.metadata(image))
                .contentType(Tus.PART)
                .body(BYTES)
                .post(Tus.PATH)
                .then()
                .statusCode(201)
                .header("Upload-Offset", "" + BYTES.length)
                .header("Location", startsWith(Tus.PATH));

        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
    }

    @Test
    void upload_ofALengthThatIsSaidLater_isTaken() {
        String upload = tus.request()
                .header("Upload-Defer-Length", 1)
                .header("Upload-Metadata", Tus.metadata(image))
                .post(Tus.PATH + "/")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        tus.append(upload, 0, part(0, HALF)).statusCode(204);
        tus.head(upload).statusCode(200).header("Upload-Defer-Length", "1");

        tus.append(upload, HALF, part(HALF, BYTES.length), "Upload-Length", "" + BYTES.length)
                .statusCode(204);

        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
    }

    @Test
    void upload_ofNothing_makesTheImageActive() {
        tus.begin(image, 0);

        assertThat(catalog.field(token, image, "status")).isEqualTo("active");
        assertThat(catalog.field(token, image, "size")).isEqualTo("0");
    }

    @Test
    void upload_toAnS3Store_isAssembledThere() {
        String upload = tus.request()
                .header("Upload-Length", BYTES.length)
                .header("Upload-Metadata", Tus.metadata(image) + ",store " + Tus.base64("s3"))
                .post(Tus.PATH)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");

        tus.append(upload, 0, part(0, HALF)).statusCode(204);
        tus.append(upload, HALF, part(HALF, BYTES.length)).statusCode(204);

        assertThat(catalog.field(token, image, "stores")).isEqualTo("s3");
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
    }

    @Test
    void part_whoseConnectionBreaks_countsAsFarAsItCame() throws IOException {
        String upload = tus.begin(image, BYTES.length);
        try (RawUpload broken = RawUpload.part(service, token, upload, 0, BYTES.length)) {
            broken.send(part(0, HALF));
            await().atMost(PATIENCE).until(() -> tus.offset(upload) > 0);
        }
        await().atMost(PATIENCE).until(() -> tus.offset(upload) == HALF);

        tus.append(upload, HALF, part(HALF, BYTES.length)).statusCode(204);

        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
    }

    @Test
    void parts_atOnce_areRefusedButForOne() throws IOException {
        String upload = tus.begin(image, BYTES.length);
        try (RawUpload first = RawUpload.part(service, token, upload, 0, HALF)) {
            first.send(part(0, HALF - 1));
            await().atMost(PATIENCE).until(() -> tus.offset(upload) > 0);

            tus.append(upload, tus.offset(upload), new byte[] {1}).statusCode(423);
            tus.request().delete(upload).then().statusCode(423);
            first.send(part(HALF - 1, HALF));
            assertThat(first.status()).isEqualTo(204);
        }
        tus.append(upload, HALF, part(HALF, BYTES.length)).statusCode(204);
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
    }

    @Test
    void part_ofMoreThanIsLeft_isRefused() {
        String upload = tus.begin(image, 10);

        tus.append(upload, 0, new byte[11]).statusCode(413);
        tus.append(upload, 0, new byte[10]).statusCode(204);
    }

    @Test
    void part_withItsChecksum_isTaken_andWithAnotherIsNot() throws Exception {
        String upload = tus.begin(image, HALF);
        byte[] bytes = part(0, HALF);
        String right = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));

        tus.append(upload, 0, bytes, "Upload-Checksum", "sha1 " + Tus.base64("another"))
                .statusCode(460);
        assertThat(tus.offset(upload)).isZero();
        tus.append(upload, 0, bytes, "Upload-Checksum", "crc32 AAAA").statusCode(400);
        tus.append(upload, 0, bytes, "Upload-Checksum", "sha1 " + right).statusCode(204);

        assertThat(Downloads.of(token, image)).isEqualTo(bytes);
        awaitFiles(1);
    }

    @Test
    void upload_ofAnotherDigestThanDeclared_isRefusedWithItsReason_alsoWhenAskedAgain() {
        String digest = "sha-256=:"
                + Base64.getEncoder()
                        .encodeToString(HashAlgorithm.SHA256.begin().digest(new byte[1])) + ":";
        String upload = tus.request()
                .header("Upload-Length", HALF)
                .header("Repr-Digest", digest)
                .header("Upload-Metadata", Tus.metadata(image))
                .post(Tus.PATH)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");

        tus.append(upload, 0, part(0, HALF)).statusCode(400).body(containsString("Repr-Digest"));

        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
        tus.head(upload).statusCode(410);
        assertThat(tus.state(upload, "status")).isEqualTo("failed");
        assertThat(tus.state(upload, "reason")).contains("Repr-Digest");
        tus.append(upload, HALF, new byte[0]).statusCode(400).body(containsString("Repr-Digest"));
        awaitFiles(0);
        tus.append(tus.begin(image, 1), 0, new byte[1]).statusCode(204);
    }

    @Test
    void upload_ofWrongContent_isRefusedAsAPlainOneIs() {
        UUID qcow2 = catalog.createImage(token, "qcow2", "bare");

        tus.append(tus.begin(qcow2, HALF), 0, part(0, HALF)).statusCode(415);

        assertThat(catalog.field(token, qcow2, "status")).isEqualTo("queued");
        awaitFiles(0);
    }

    @Test
    void upload_terminated_leavesTheImageQueuedAndNothing() {
        String upload = tus.begin(image, BYTES.length);
        tus.append(upload, 0, part(0, HALF)).statusCode(204);

        tus.request().delete(upload).then().statusCode(204);

        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
        tus.head(upload).statusCode(410);
        tus.append(upload, HALF, part(HALF, BYTES.length)).statusCode(410);
        awaitFiles(0);
    }

    @Test
    void upload_whoseImageIsDeleted_isGone() {
        String upload = tus.begin(image, BYTES.length);
        tus.append(upload, 0, part(0, HALF)).statusCode(204);

        catalog.delete(token, image);

        tus.append(upload, HALF, part(HALF, BYTES.length)).statusCode(410);
        awaitFiles(0);
    }

    @Test
    void image_thatIsUploadedTo_isNobodyElses() {
        tus.begin(image, BYTES.length);

        given().header("X-Auth-Token", token)
                .contentType("application/octet-stream")
                .body(BYTES)
                .put("/v2/images/" + image + "/file")
                .then()
                .statusCode(409);
        tus.request()
                .header("Upload-Length", 1)
                .header("Upload-Metadata", Tus.metadata(image))
                .post(Tus.PATH)
                .then()
                .statusCode(409);
    }

    /** Other tests look at the same directory. */
    @AfterEach
    void awaitPiecesGone() {
        Tus.awaitNoPieces(database);
    }

    private void awaitFiles(int more) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).hasSize(more));
    }

    private static byte[] part(int from, int to) {
        return Arrays.copyOfRange(BYTES, from, to);
    }

    private static String hex(HashAlgorithm algorithm) {
        return HexFormat.of().formatHex(algorithm.begin().digest(BYTES));
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
