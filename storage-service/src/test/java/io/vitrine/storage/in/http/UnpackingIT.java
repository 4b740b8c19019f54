/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.Downloads;
import io.vitrine.storage.stack.OtherRegion;
import io.vitrine.storage.stack.OtherRegion.Fault;
import io.vitrine.storage.stack.OtherSettings;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.WebFiles;
import io.vitrine.testkit.Servers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Imports where the operator has packed images unpacked. */
@QuarkusTest
@TestProfile(OtherSettings.class)
@QuarkusTestResource(StorageStack.class)
class UnpackingIT {

    private static final byte[] DISK = randomBytes(300_001);
    private static final byte[] PACKED = packed(DISK);

    Servers servers;
    Catalog catalog;
    OtherRegion region;

    private String token;
    private UUID image;

    @BeforeEach
    void queuedImage() {
        token = servers.tokens().of("demo");
        image = catalog.createImage(token);
    }

    @Test
    void webDownload_isUnpacked_andItsDigestIsThatOfThePackedFile() throws IOException {
        try (WebFiles web = new WebFiles(PACKED)) {
            ask(webDownload(web, DISK));
            catalog.awaitStatus(token, image, "queued");
            assertThat(catalog.task(token, image))
                    .extractingByKey("message")
                    .asString()
                    .contains("os_hash_value");

            ask(webDownload(web, PACKED));
            catalog.awaitStatus(token, image, "active");
        }
        assertThat(Downloads.of(token, image)).isEqualTo(DISK);
    }

    @Test
    void imageOfAnotherRegion_isUnpacked() {
        UUID there = region.add(token, PACKED, Fault.NONE);

        ask("\"glance-download\", \"glance_region\": \"there\", \"glance_image_id\": \"%s\"".formatted(there));

        catalog.awaitStatus(token, image, "active");
        assertThat(Downloads.of(token, image)).isEqualTo(DISK);
    }

    private static String webDownload(WebFiles web, byte[] declared) {
        String digest = HexFormat.of().formatHex(HashAlgorithm.SHA256.begin().digest(declared));
        return "\"web-download\", \"uri\": \"%s\", \"os_hash_algo\": \"sha256\", \"os_hash_value\": \"%s\""
                .formatted(web.uri("/image"), digest);
    }

    private void ask(String method) {
        given().header("X-Auth-Token", token)
                .contentType("application/json")
                .body("{\"method\": {\"name\": " + method + "}}")
                .post("/v2/images/" + image + "/import")
                .then()
                .statusCode(202);
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
