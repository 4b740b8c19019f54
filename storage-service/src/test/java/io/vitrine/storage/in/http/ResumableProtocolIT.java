/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.Tus;
import io.vitrine.testkit.Servers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the protocol tus has answered without a byte being taken. */
@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class ResumableProtocolIT {

    Servers servers;
    Catalog catalog;

    private Tus tus;
    private String token;
    private UUID image;

    @BeforeEach
    void queuedImage() {
        token = servers.tokens().of("demo");
        tus = new Tus(token);
        image = catalog.createImage(token);
    }

    @ParameterizedTest
    @CsvSource({"5, 409", "-1, 400", "x, 400"})
    void part_atAnotherOffset_isRefused(String offset, int status) {
        String upload = tus.begin(image, 10);

        tus.request()
                .header("Upload-Offset", offset)
                .contentType(Tus.PART)
                .body(new byte[1])
                .patch(upload)
                .then()
                .statusCode(status);
        assertThat(tus.offset(upload)).isZero();
    }

    @Test
    void upload_ofAnother_isNotFound() {
        String upload = tus.begin(image, 10);
        Tus other = new Tus(servers.tokens().of("alt"));

        other.head(upload).statusCode(404);
        other.append(upload, 0, new byte[10]).statusCode(404);
        other.request().delete(upload).then().statusCode(404);
        other.request()
                .header("Upload-Length", 1)
                .header("Upload-Metadata", Tus.metadata(image))
                .post(Tus.PATH)
                .then()
                .statusCode(404);
        assertThat(tus.offset(upload)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "image", "image !!", "filename eA==", "image bm9uZQ==,image bm9uZQ=="})
    void upload_ofNoImage_isRefused(String metadata) {
        int status = tus.request()
                .header("Upload-Length", 1)
                .header("Upload-Metadata", metadata)
                .post(Tus.PATH)
                .then()
                .extract()
                .statusCode();

        assertThat(status).isIn(400, 404);
    }

    @Test
    void request_inAnotherVersion_isRefusedWithThisOne() {
        given().header("X-Auth-Token", token)
                .post(Tus.PATH)
                .then()
                .statusCode(412)
                .header("Tus-Version", "1.0.0");
    }

    @Test
    void part_ofAnotherContentType_isRefused() {
        String upload = tus.begin(image, 10);

        tus.request()
                .header("Upload-Offset", 0)
                .contentType("application/octet-stream")
                .body(new byte[1])
                .patch(upload)
                .then()
                .statusCode(415);
    }

    @Test
    void post_thatStandsForAnotherMethod_isTakenForIt() {
        String upload = tus.begin(image, 10);

        tus.request()
                .header("X-HTTP-Method-Override", "PATCH")
                .header("Upload-Offset", 0)
                .contentType(Tus.PART)
                .body(new byte[3])
                .post(upload)
                .then()
                .statusCode(204)
                .header("Upload-Offset", "3");
        tus.request().post(upload).then().statusCode(405);
        tus.request()
                .header("X-HTTP-Method-Override", "DELETE")
                .post(upload)
                .then()
                .statusCode(204);
        tus.head(upload).statusCode(410);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/any"})
    void options_withoutATokenOrVersion_sayWhatThereIs(String rest) {
        given().options(Tus.PATH + rest)
                .then()
                .statusCode(204)
                .header("Tus-Resumable", "1.0.0")
                .header("Tus-Version", "1.0.0")
                .header("Tus-Checksum-Algorithm", containsString("sha1"))
                .header("Tus-Extension", containsString("creation-with-upload"));
    }
}
