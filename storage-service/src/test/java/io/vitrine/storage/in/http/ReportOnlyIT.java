/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.Downloads;
import io.vitrine.storage.stack.Qcow2;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.testkit.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator gets who wants to know of unsafe and wrongly declared images only. */
@QuarkusTest
@TestProfile(ReportOnlyIT.Reporting.class)
@QuarkusTestResource(StorageStack.class)
class ReportOnlyIT {

    private static final Path LOG = Path.of("target/report-only.log");

    Servers servers;
    Catalog catalog;

    @ParameterizedTest
    @CsvSource({"qcow2, backing file", "raw, backing file", "iso, backing file"})
    void upload_thatWouldBeRefused_isKeptAsDeclared_andTheLogSaysWhy(String declared, String reason) {
        String token = servers.tokens().of("demo");
        UUID image = catalog.createImage(token, declared, "bare");
        byte[] bytes = Qcow2.withBackingFile("/etc/passwd");

        given().header("X-Auth-Token", token)
                .contentType("application/octet-stream")
                .body(bytes)
                .put("/v2/images/" + image + "/file")
                .then()
                .statusCode(204);

        assertThat(catalog.field(token, image, "status")).isEqualTo("active");
        assertThat(catalog.field(token, image, "disk_format")).isEqualTo(declared);
        assertThat(catalog.field(token, image, "size")).isEqualTo("" + bytes.length);
        assertThat(catalog.field(token, image, "virtual_size")).isEqualTo("" + Qcow2.VIRTUAL_SIZE);
        assertThat(Downloads.of(token, image)).isEqualTo(bytes);
        await().untilAsserted(() -> assertThat(Files.readAllLines(LOG))
                .anySatisfy(line -> assertThat(line).contains("WARN", "imageId=" + image, reason)));
    }

    /** The settings of such an operator. */
    public static final class Reporting implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "vitrine.storage.inspection.refuse", "false",
                    "quarkus.log.file.enabled", "true",
                    "quarkus.log.file.path", LOG.toString());
        }
    }
}
