/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vitrine.contract.CatalogEvent.ImageUploadFailed;
import io.vitrine.contract.Topics;
import io.vitrine.diskformat.MaliciousImages;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.Qcow2;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an upload's content is, and what is done about it. */
@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class ContentIT {

    Servers servers;
    Catalog catalog;
    StoreFiles files;

    private String token;
    private List<Path> before;

    @BeforeEach
    void demo() {
        token = servers.tokens().of("demo");
        before = files.all();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("raw", Qcow2.sound(), "its content is qcow2"),
                Arguments.of("iso", Qcow2.sound(), "its content is qcow2"),
                Arguments.of("qcow2", new byte[70_000], "its content is raw"),
                Arguments.of("qcow2", Qcow2.withBackingFile("/etc/passwd"), "backing file"),
                Arguments.of("raw", Qcow2.withBackingFile("/etc/passwd"), "backing file"),
                Arguments.of("qcow2", Qcow2.withDataFile(), "another file"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void upload_ofContentThatIsUnsafeOrOfAnotherFormat_isRefusedAndTheReasonKept(
            String declared, byte[] bytes, String reason) {
        UUID image = catalog.createImage(token, declared, "bare");

        put(image, bytes).statusCode(415).body(containsString(reason));

        assertThat(catalog.field(token, image, "status")).isEqualTo("queued");
        assertThat(files.since(before)).isEmpty();
        try (EventProbe probe = servers.probe(Topics.CATALOG)) {
            var failed = probe.awaitEvent(image, ImageUploadFailed.class);
            assertThat(((ImageUploadFailed) failed.event()).reason()).contains(reason);
        }
    }

    @Test
    void everyDangerousImage_isRefused_whateverItIsCalled() {
        Map<String, UUID> images = Stream.of("raw", "qcow2", "vmdk", "vhd", "vhdx", "vdi", "iso", "gpt")
                .collect(Collectors.toMap(format -> format, format -> catalog.createImage(token, format, "bare")));
        Iterator<UUID> each =
                Stream.generate(images::values).flatMap(Collection::stream).iterator();

        MaliciousImages.all()
                .forEach((name, bytes) -> assertThat(put(each.next(), bytes)
                                .statusCode(415)
                                .extract()
                                .asString())
                        .as(name)
                        .contains("The image is not safe to use: "));

        assertThat(images.values())
                .allMatch(image -> catalog.field(token, image, "status").equals("queued"));
        assertThat(files.since(before)).isEmpty();
    }

    @Test
    void upload_afterARefusal_isTaken() {
        UUID image = catalog.createImage(token, "qcow2", "bare");
        put(image, new byte[70_000]).statusCode(415);

        put(image, Qcow2.sound()).statusCode(204);

        assertThat(catalog.field(token, image, "status")).isEqualTo("active");
    }

    @ParameterizedTest
    @CsvSource({"qcow2, bare, 1048576", "qcow2, ovf, null"})
    void upload_ofADisk_setsItsVirtualSize(String diskFormat, String containerFormat, String virtualSize) {
        UUID image = catalog.createImage(token, diskFormat, containerFormat);

        put(image, Qcow2.sound()).statusCode(204);

        assertThat(catalog.field(token, image, "virtual_size")).isEqualTo(virtualSize);
    }

    @Test
    void upload_ofRawBytes_hasTheirNumberAsVirtualSize() {
        UUID image = catalog.createImage(token, "raw", "bare");

        put(image, new byte[70_001]).statusCode(204);

        assertThat(catalog.field(token, image, "virtual_size")).isEqualTo("70001");
    }

    private ValidatableResponse put(UUID image, byte[] bytes) {
        return given().header("X-Auth-Token", token)
                .contentType("application/octet-stream")
                .body(bytes)
                .put("/v2/images/" + image + "/file")
                .then();
    }
}
