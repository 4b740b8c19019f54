/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vitrine.contract.StorageEvent.CopyStored;
import io.vitrine.contract.StorageEvent.ImageDownloaded;
import io.vitrine.contract.Topics;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.RawUpload;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class DownloadIT {

    private static final int SIZE = 400_000;
    private static final byte[] BYTES = randomBytes();

    @TestHTTPResource
    URI service;

    Servers servers;
    Catalog catalog;
    StoreFiles files;

    private EventProbe probe;
    private String token;
    private UUID image;

    @BeforeEach
    void activeImage() {
        probe = servers.probe(Topics.STORAGE);
        token = servers.tokens().of("demo");
        image = catalog.createImage(token);
        request()
                .contentType("application/octet-stream")
                .body(BYTES)
                .put(path())
                .then()
                .statusCode(204);
    }

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    @Test
    void download_ofAll_hasTheBytesAndSaysWhatTheyAre() {
        byte[] got = get().statusCode(200)
                .header("Content-Type", "application/octet-stream")
                .header("Content-Length", String.valueOf(SIZE))
                .header("Content-MD5", is(catalog.field(token, image, "checksum")))
                .header("Accept-Ranges", "bytes")
                .header("Content-Range", nullValue())
                .extract()
                .asByteArray();

        assertThat(got).isEqualTo(BYTES);
        assertThat(probe.awaitEvent(image, ImageDownloaded.class).event())
                .isEqualTo(new ImageDownloaded(0, SIZE, SIZE, true, false));
    }

    @ParameterizedTest
    @CsvSource({"bytes=2-4, 2, 4", "bytes=-3, 399997, 399999", "bytes=399990-500000, 399990, 399999"})
    void download_ofARange_hasItsBytesAndTheWholeImagesDigest(String range, int first, int last) {
        byte[] got = request()
                .header("Range", range)
                .get(path())
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes " + first + "-" + last + "/" + SIZE)
                .header("Content-Length", String.valueOf(last - first + 1))
                .header("Content-MD5", is(catalog.field(token, image, "checksum")))
                .extract()
                .asByteArray();

        assertThat(got).isEqualTo(Arrays.copyOfRange(BYTES, first, last + 1));
        assertThat(probe.awaitEvent(image, ImageDownloaded.class).event())
                .isEqualTo(new ImageDownloaded(first, got.length, got.length, true, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=400000-", "bytes=9-3", "lines=1-2", "bytes=x"})
    void download_ofARangeWithoutBytes_isNotSatisfiable(String range) {
        request().header("Range", range).get(path()).then().statusCode(416).header("Content-Range", "bytes */" + SIZE);
    }

    @Test
    void download_ofSeveralRanges_isRefused() {
        request().header("Range", "bytes=0-1,3-4").get(path()).then().statusCode(400);
    }

    @Test
    void download_withAnOldClientsContentRange_isARange() {
        request().header("Content-Range", "bytes 2-4/*").get(path()).then().statusCode(206);
    }

    @Test
    void download_withABody_isRefused() {
        as("demo").contentType("application/json").body("{}").get(path()).then().statusCode(400);
    }

    @Test
    void download_ofAQueuedImage_isEmpty() {
        image = catalog.createImage(token);

        get().statusCode(204);
    }

    @Test
    void download_ofADeactivatedImage_isForAdminsOnly() {
        catalog.deactivate(servers.tokens().of("admin"), image);

        get().statusCode(403);
        given().header("X-Auth-Token", servers.tokens().of("admin"))
                .get(path())
                .then()
                .statusCode(200);
    }

    @Test
    void download_byThoseWhoMayNot_isRefusedAsTheCatalogSays() {
        as("reader").get(path()).then().statusCode(403);
        as("alt").get(path()).then().statusCode(404);
        as("demo").get("/v2/images/" + UUID.randomUUID() + "/file").then().statusCode(404);
        as("demo").get("/v2/images/no-id/file").then().statusCode(404);
        given().get(path()).then().statusCode(401);
    }

    @Test
    void download_ofDataThatIsMissing_saysSoAndSendsNothing() throws IOException {
        Files.delete(file());

        get().statusCode(503).body(containsString("cannot be read from the store"));
    }

    @Test
    void download_ofDataThatIsDamaged_isNeverATruncatedAnswer() throws IOException {
        Files.write(file(), new byte[3]);

        get().statusCode(503).body(containsString("cannot be read from the store"));
    }

    @Test
    void download_thatBreaks_isRecordedWithWhatLeft() throws IOException {
        byte[] large = new byte[40_000_000];
        image = catalog.createImage(token);
        try (RawUpload upload = new RawUpload(service, token, image, large.length)) {
            upload.send(large);
            assertThat(upload.status()).isEqualTo(204);
        }
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path() + " HTTP/1.1\r\nHost: storage\r\nX-Auth-Token: " + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
        }

        ImageDownloaded broken =
                (ImageDownloaded) probe.awaitEvent(image, ImageDownloaded.class).event();
        assertThat(broken.complete()).isFalse();
        assertThat(broken.bytesSent()).isGreaterThan(0).isLessThan(large.length);
    }

    @Test
    void download_throughAGateway_namesTheFileAndHasNoBody() {
        request()
                .header("X-Sendfile-Type", "X-Sendfile")
                .header("Range", "bytes=2-4")
                .get(path())
                .then()
                .statusCode(206)
                .header("X-Sendfile", file().toString())
                .header("Content-Range", "bytes 2-4/" + SIZE)
                .header("Content-Length", "0");

        assertThat(probe.awaitEvent(image, ImageDownloaded.class).event())
                .isEqualTo(new ImageDownloaded(2, 3, 3, true, true));
    }

    private Path file() {
        return files.of(((CopyStored) probe.awaitEvent(image, CopyStored.class).event()).blob());
    }

    private ValidatableResponse get() {
        return request().get(path()).then();
    }

    private RequestSpecification request() {
        return as("demo");
    }

    private RequestSpecification as(String user) {
        return given().header("X-Auth-Token", servers.tokens().of(user));
    }

    private String path() {
        return "/v2/images/" + image + "/file";
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[SIZE];
        new Random(SIZE).nextBytes(bytes);
        return bytes;
    }
}
