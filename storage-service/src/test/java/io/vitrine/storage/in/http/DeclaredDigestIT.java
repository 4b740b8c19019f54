/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.RawUpload;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.testkit.Servers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class DeclaredDigestIT {

    private static final byte[] BYTES = "the data of an image".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHERS = "the data of another".getBytes(StandardCharsets.US_ASCII);

    @TestHTTPResource
    URI service;

    Servers servers;
    Catalog catalog;
    StoreFiles files;

    private String token;
    private UUID image;
    private List<Path> before;

    @BeforeEach
    void queuedImage() {
        token = servers.tokens().of("demo");
        image = catalog.createImage(token);
        before = files.all();
    }

    @ParameterizedTest
    @CsvSource({"Repr-Digest, SHA256", "Repr-Digest, SHA512", "Content-Digest, SHA256", "Content-Digest, MD5"})
    void upload_withTheRightDigest_isTaken(String header, HashAlgorithm algorithm) {
        put("file", header, field(algorithm, BYTES)).statusCode(204);

        assertThat(catalog.field(token, image, "status")).isEqualTo("active");
        assertThat(catalog.field(token, image, "os_hash_algo")).isEqualTo("sha512");
        assertThat(catalog.field(token, image, "os_hash_value")).isEqualTo(hex(HashAlgorithm.SHA512, BYTES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "stage"})
    void upload_withAnotherDigest_isRefusedWithBothValuesAndNothingIsLeft(String where) {
        put(where, "Repr-Digest", field(HashAlgorithm.SHA256, OTHERS))
                .statusCode(400)
                .body(allOf(
                        containsString(hex(HashAlgorithm.SHA256, OTHERS)),
                        containsString(hex(HashAlgorithm.SHA256, BYTES))));
        assertQueuedAndNothingLeft();

        put("file", "Repr-Digest", field(HashAlgorithm.SHA256, BYTES)).statusCode(204);
    }

    @Test
    void upload_withAnotherMd5_isRefused() {
        String md5 =
                Base64.getEncoder().encodeToString(HashAlgorithm.MD5.begin().digest(OTHERS));

        put("file", "Content-MD5", md5).statusCode(400).body(containsString("Content-MD5"));
        assertQueuedAndNothingLeft();
    }

    @Test
    void upload_withOneOfTwoDigestsWrong_isRefused() {
        put("file", "Repr-Digest", field(HashAlgorithm.SHA512, BYTES) + ", " + field(HashAlgorithm.SHA256, OTHERS))
                .statusCode(400);
        assertQueuedAndNothingLeft();
    }

    @Test
    void upload_withADigestOfAnUnknownAlgorithm_isTaken() {
        put("file", "Repr-Digest", "unixsum=:AA==:").statusCode(204);
    }

    @Test
    void upload_withAnUnreadableDigest_isRefusedBeforeItsFirstByte() throws IOException {
        try (RawUpload upload = new RawUpload(
                service, token, image, BYTES.length, "Expect: 100-continue", "Repr-Digest: sha-256=:AAAA:")) {
            assertThat(upload.status()).isEqualTo(400);
        }
        assertQueuedAndNothingLeft();
    }

    private ValidatableResponse put(String where, String header, String value) {
        return given().header("X-Auth-Token", token)
                .header("Accept", "application/json")
                .header(header, value)
                .contentType("application/octet-stream")
                .body(BYTES)
                .put("/v2/images/" + image + "/" + where)
                .then();
    }

    private void assertQueuedAndNothingLeft() {
        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
        assertThat(files.since(before)).isEmpty();
    }

    private static String field(HashAlgorithm algorithm, byte[] bytes) {
        return algorithm.fieldKey().orElseThrow() + "=:"
                + Base64.getEncoder().encodeToString(algorithm.begin().digest(bytes)) + ":";
    }

    private static String hex(HashAlgorithm algorithm, byte[] bytes) {
        return HexFormat.of().formatHex(algorithm.begin().digest(bytes));
    }
}
