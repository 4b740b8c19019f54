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
import io.vitrine.contract.command.ImageSignature;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.RawUpload;
import io.vitrine.storage.stack.Signed;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.testkit.Servers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class SignatureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ImageSignature GOOD = Signed.by("RSA-PSS", "SHA-256");

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
    @CsvSource({"RSA-PSS, SHA-256", "ECC_SECP384R1, SHA-256"})
    void upload_ofWhatWasSigned_isTaken(String keyType, String hashMethod) {
        sign(Signed.by(keyType, hashMethod));

        put("file", Signed.DATA).statusCode(204);
        assertThat(catalog.field(token, image, "status")).isEqualTo("active");
    }

    @Test
    void upload_ofAnythingElse_isRefusedAndNothingIsLeft() {
        sign(GOOD);

        put("file", new byte[] {1}).statusCode(400).body(containsString("not what was signed"));
        assertQueuedAndNothingLeft();
        put("file", Signed.DATA).statusCode(204);
    }

    @Test
    void upload_ofAnImageWithoutASignature_isTaken() {
        put("file", new byte[] {1}).statusCode(204);
    }

    @Test
    void upload_whoseSignatureIsNotComplete_isRefusedBeforeItsFirstByte() throws IOException {
        sign(new ImageSignature(GOOD.value(), null, GOOD.keyType(), null));

        put("file", Signed.DATA)
                .statusCode(400)
                .body(containsString("img_signature_hash_method, img_signature_certificate_uuid"));
        try (RawUpload upload = new RawUpload(service, token, image, 1, "Expect: 100-continue")) {
            assertThat(upload.status()).isEqualTo(400);
        }
        assertQueuedAndNothingLeft();
    }

    @Test
    void import_ofWhatWasStagedAndSigned_isTaken() {
        sign(GOOD);
        put("stage", Signed.DATA).statusCode(204);

        importStaged();

        awaitTask("success");
        assertThat(catalog.field(token, image, "status")).isEqualTo("active");
    }

    @Test
    void import_ofAnythingElse_failsWithItsReason() {
        sign(GOOD);
        put("stage", new byte[] {1}).statusCode(204);

        importStaged();

        awaitTask("failure");
        assertThat(catalog.task(token, image).get("message")).asString().contains("not what was signed");
        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).isEmpty());
    }

    private void importStaged() {
        user().contentType("application/json")
                .body("{\"method\": {\"name\": \"glance-direct\"}}")
                .post("/v2/images/" + image + "/import")
                .then()
                .statusCode(202);
    }

    private void awaitTask(String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(catalog.task(token, image)).containsEntry("status", status));
    }

    private void sign(ImageSignature signature) {
        catalog.setProperty(token, image, ImageSignature.VALUE, signature.value());
        catalog.setProperty(token, image, ImageSignature.HASH_METHOD, signature.hashMethod());
        catalog.setProperty(token, image, ImageSignature.KEY_TYPE, signature.keyType());
        catalog.setProperty(token, image, ImageSignature.CERTIFICATE, signature.certificate());
    }

    private ValidatableResponse put(String where, byte[] bytes) {
        return user().contentType("application/octet-stream")
                .header("Accept", "application/json")
                .body(bytes)
                .put("/v2/images/" + image + "/" + where)
                .then();
    }

    private RequestSpecification user() {
        return given().header("X-Auth-Token", token);
    }

    private void assertQueuedAndNothingLeft() {
        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
        assertThat(files.since(before)).isEmpty();
    }
}
