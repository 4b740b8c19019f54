/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vitrine.contract.StorageEvent.CopyStored;
import io.vitrine.contract.StorageEvent.ImageDownloaded;
import io.vitrine.contract.Topics;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
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

    @Test
    void download_saysWhatItIsAndHowToKeepIt() {
        byte[] sha512 = HexFormat.of().parseHex(catalog.field(token, image, "os_hash_value"));

        get().statusCode(200)
                .header("ETag", tag())
                .header("Cache-Control", "private, no-cache")
                .header("Repr-Digest", "sha-512=:" + Base64.getEncoder().encodeToString(sha512) + ":")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"an image.raw\"; filename*=UTF-8''an%20image.raw");
    }

    @Test
    void head_isAnsweredLikeGet() {
        Map<String, String> told = told(request().head(path()));

        assertThat(told).containsEntry("content-length", String.valueOf(SIZE));
        assertThat(told(request().header("Range", "bytes=2-4").head(path()))).isEqualTo(told);
        assertThat(told(request().header("X-Sendfile-Type", "X-Sendfile").head(path())))
                .isEqualTo(told);
        assertThat(told(request().get(path()))).isEqualTo(told);
    }

    @Test
    void head_ofWhatCannotBeSent_isAnsweredLikeGet() throws IOException {
        request()
                .head("/v2/images/" + catalog.createImage(token) + "/file")
                .then()
                .statusCode(204);
        as("alt").head(path()).then().statusCode(404);
        as("reader").head(path()).then().statusCode(403);
        given().head(path()).then().statusCode(401);

        Files.delete(file());
        request().head(path()).then().statusCode(503);
    }

    @ParameterizedTest
    @CsvSource({
        "If-None-Match, TAG,            304, 304",
        "If-None-Match, W/TAG,          304, 304",
        "If-None-Match, '\"x\", TAG',   304, 304",
        "If-None-Match, *,              304, 304",
        "If-None-Match, '\"x\"',        200, 206",
        "If-None-Match, x,              200, 206",
        "If-Match,      TAG,            200, 206",
        "If-Match,      *,              200, 206",
        "If-Match,      '\"x\", TAG',   200, 206",
        "If-Match,      W/TAG,          412, 412",
        "If-Match,      '\"x\"',        412, 412",
        "If-Range,      TAG,            200, 206",
        "If-Range,      W/TAG,          200, 200",
        "If-Range,      '\"x\"',        200, 200",
        "If-Range,      'Sun, 06 Nov 1994 08:49:37 GMT', 200, 200",
    })
    void download_onCondition_isAnsweredByRfc9110(String header, String value, int whole, int part) {
        String condition = value.replace("TAG", tag());

        request().header(header, condition).head(path()).then().statusCode(whole);
        assertAnswer(request().header(header, condition), whole);
        assertAnswer(request().header(header, condition).header("Range", "bytes=2-4"), part);
    }

    private void assertAnswer(RequestSpecification request, int status) {
        ValidatableResponse answer = request.get(path()).then().statusCode(status);
        byte[] body = answer.extract().asByteArray();
        switch (status) {
            case 200 -> assertThat(body).isEqualTo(BYTES);
            case 206 -> assertThat(body).isEqualTo(Arrays.copyOfRange(BYTES, 2, 5));
            case 304 -> {
                assertThat(body).isEmpty();
                answer.header("ETag", tag()).header("Cache-Control", "private, no-cache");
            }
            default -> answer.body(containsString("its tag is"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "If-None-Match, TAG,     304",
        "If-Match,      '\"x\"', 412",
        "If-Match,      TAG,     416",
        "If-Range,      '\"x\"', 200",
    })
    void download_onCondition_looksAtTheRangeLast(String header, String value, int status) {
        RequestSpecification request = request().header("Range", "bytes=400000-");

        request.header(header, value.replace("TAG", tag())).get(path()).then().statusCode(status);
    }

    @Test
    void download_conditionInSeveralLines_isOneList() {
        assertAnswer(request().header("If-None-Match", "\"x\"", "\"y\"", tag()), 304);
    }

    @Test
    void download_onCondition_ofAQueuedImage_hasNoDataToMatch() {
        image = catalog.createImage(token);

        request().header("If-None-Match", "*").get(path()).then().statusCode(204);
        request().header("If-Match", "*").get(path()).then().statusCode(412).body(containsString("no data yet"));
    }

    @Test
    void download_onCondition_byThoseWhoMayNot_isRefused() {
        String tag = tag();

        as("reader").header("If-None-Match", tag).get(path()).then().statusCode(403);
        as("alt").header("If-None-Match", "*").get(path()).then().statusCode(404);
        as("alt").header("If-Match", "\"x\"").get(path()).then().statusCode(404);
    }

    @Test
    void download_notSent_isNotRecorded() {
        request()
                .header("If-None-Match", tag())
                .header("X-Sendfile-Type", "X-Sendfile")
                .get(path())
                .then()
                .statusCode(304)
                .header("X-Sendfile", nullValue());
        request().header("If-Match", "\"x\"").get(path()).then().statusCode(412);
        request().head(path()).then().statusCode(200);
        request().header("Range", "bytes=400000-").get(path()).then().statusCode(416);
        request().header("Range", "bytes=7-8").get(path()).then().statusCode(206);

        // facts of an image come in order, so this is the first that was recorded
        assertThat(probe.awaitEvent(image, ImageDownloaded.class).event())
                .isEqualTo(new ImageDownloaded(7, 2, 2, true, false));
    }

    @Test
    void otherMethod_isToldTheseThereAre() {
        request().post(path()).then().statusCode(405).header("Allow", "GET, HEAD, PUT");
    }

    private String tag() {
        return "\"sha512-" + catalog.field(token, image, "os_hash_value") + '"';
    }

    /** The headers of an answer but for those of the request itself. */
    private static Map<String, String> told(Response answer) {
        return answer.then().statusCode(200).extract().headers().asList().stream()
                .filter(header -> !header.getName().equalsIgnoreCase("x-openstack-request-id"))
                .filter(header -> !header.getName().equalsIgnoreCase("Date"))
                .collect(Collectors.toMap(header -> header.getName().toLowerCase(Locale.ROOT), Header::getValue));
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
