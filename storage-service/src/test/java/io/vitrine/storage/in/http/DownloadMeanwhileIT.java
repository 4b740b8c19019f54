/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vitrine.contract.StorageEvent.DataPurged;
import io.vitrine.contract.StorageEvent.ImageDownloaded;
import io.vitrine.contract.Topics;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.RawDownload;
import io.vitrine.storage.stack.RawUpload;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.TestS3;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads that something happens to on their way. */
@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class DownloadMeanwhileIT {

    /** More than sockets hold, so that most of it has not left while the receiver waits. */
    private static final int LARGE = 40_000_000;

    @TestHTTPResource
    URI service;

    Servers servers;
    Catalog catalog;
    TestS3 s3;

    private EventProbe probe;
    private String token;
    private UUID image;

    @BeforeEach
    void queuedImage() {
        probe = servers.probe(Topics.STORAGE);
        token = servers.tokens().of("demo");
        image = catalog.createImage(token);
    }

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "s3"})
    void download_thatBreaks_isRecordedWithWhatLeft(String store) throws IOException {
        fill(store);
        new RawDownload(service, token, image).close();

        assertBroken();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "s3"})
    void download_whoseImageIsDeactivatedMeanwhile_ends(String store) throws IOException {
        fill(store);
        try (RawDownload download = new RawDownload(service, token, image)) {
            catalog.deactivate(servers.tokens().of("admin"), image);
            get().statusCode(403);
            assertThat(download.size()).isGreaterThan(LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "s3"})
    void download_whoseImageIsDeletedMeanwhile_ends(String store) throws IOException {
        fill(store);
        try (RawDownload download = new RawDownload(service, token, image)) {
            catalog.delete(token, image);
            probe.awaitEvent(image, DataPurged.class);
            get().statusCode(404);
            assertThat(download.size()).isGreaterThan(LARGE);
        }
    }

    @Test
    void download_whoseStoreGoesAway_breaksAndIsNeverTakenForWhole() throws IOException {
        fill("s3");
        try (RawDownload download = new RawDownload(service, token, image)) {
            s3.interrupt();
            assertThat(download.size()).isLessThan(LARGE);
            assertBroken();
            get().statusCode(503);
        } finally {
            s3.resume();
        }
        get().statusCode(200);
    }

    private void assertBroken() {
        ImageDownloaded broken =
                (ImageDownloaded) probe.awaitEvent(image, ImageDownloaded.class).event();
        assertThat(broken.complete()).isFalse();
        assertThat(broken.bytesSent()).isGreaterThan(0).isLessThan(LARGE);
    }

    private void fill(String store) throws IOException {
        try (RawUpload upload = new RawUpload(service, token, image, LARGE, "X-Image-Meta-Store: " + store)) {
            upload.send(new byte[LARGE]);
            assertThat(upload.status()).isEqualTo(204);
        }
    }

    private ValidatableResponse get() {
        return given().header("X-Auth-Token", token)
                .get("/v2/images/" + image + "/file")
                .then();
    }
}
