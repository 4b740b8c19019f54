/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.stack;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.sql.DataSource;

/** A client of resumable uploads that does just what a test says. */
public record Tus(String token) {

    /** Where uploads are begun. */
    public static final String PATH = "/ext/v1/uploads";
    /** Content-Type of a part. */
    public static final String PART = "application/offset+octet-stream";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The metadata that name an image. */
    public static String metadata(UUID image) {
        return "filename " + base64("disk.img") + ",image " + base64(image.toString());
    }

    /** A value in metadata. */
    public static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A request with the headers that all have. */
    public RequestSpecification request() {
        return given().header("X-Auth-Token", token)
                .header("Tus-Resumable", "1.0.0")
                .header("Accept", "application/json");
    }

    /** Begins an upload; its path. */
    public String begin(UUID image, long length) {
        return request()
                .header("Upload-Length", length)
                .header("Upload-Metadata", metadata(image))
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    /** Sends a part, perhaps with one more header. */
    public ValidatableResponse append(String upload, long offset, byte[] bytes, String... header) {
        RequestSpecification request = request().header("Upload-Offset", offset).contentType(PART);
        if (header.length > 0) {
            request.header(header[0], header[1]);
        }
        return request.body(bytes).patch(upload).then();
    }

    /** Asks where to go on. */
    public ValidatableResponse head(String upload) {
        return request().head(upload).then();
    }

    /** Bytes that are here. */
    public long offset(String upload) {
        return Long.parseLong(head(upload).statusCode(200).extract().header("Upload-Offset"));
    }

    /** A field of the upload's state. */
    public String state(String upload, String field) {
        return String.valueOf((Object) given().header("X-Auth-Token", token)
                .get(upload)
                .then()
                .statusCode(200)
                .extract()
                .path(field));
    }

    /** Waits until uploads that have ended have no pieces left. */
    public static void awaitNoPieces(DataSource database) {
        await().atMost(PATIENCE).until(() -> {
            try (Connection connection = database.getConnection();
                    ResultSet left = connection
                            .createStatement()
                            .executeQuery("SELECT p.key FROM upload_piece p JOIN resumable_upload u ON u.id = p.upload"
                                    + " WHERE u.state IN ('DONE', 'FAILED')")) {
                return !left.next();
            }
        });
    }
}
