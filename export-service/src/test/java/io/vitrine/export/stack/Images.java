/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.stack;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import io.vitrine.testkit.ServiceProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/** Images of the real catalog and storage. */
public record Images(ServiceProcess catalog, Storage storage) {

    /** A new image, queued, of that format and, unless somebody changes it, shared. */
    public UUID create(String token, String diskFormat) {
        return UUID.fromString(catalog(token)
                .contentType("application/json")
                .body("{\"name\": \"an image\", \"disk_format\": \"%s\", \"container_format\": \"bare\"}"
                        .formatted(diskFormat))
                .post("/v2/images")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** A new image, active, with the bytes of a file. */
    public UUID active(String token, String diskFormat, Path file) {
        UUID image = create(token, diskFormat);
        upload(token, image, file);
        return image;
    }

    /** Makes a queued image active with the bytes of a file. */
    public void upload(String token, UUID image, Path file) {
        given().baseUri(storage.url())
                .header("X-Auth-Token", token)
                .contentType("application/octet-stream")
                .body(file.toFile())
                .put("/v2/images/" + image + "/file")
                .then()
                .statusCode(204);
    }

    /** Deletes an image. */
    public void delete(String token, UUID image) {
        catalog(token).delete("/v2/images/" + image).then().statusCode(204);
    }

    /** Deactivates or reactivates it. */
    public void act(String token, UUID image, String action) {
        catalog(token).post("/v2/images/" + image + "/actions/" + action).then().statusCode(204);
    }

    /** One field of the image's record, as text. */
    public String field(String token, UUID image, String field) {
        Object value = catalog(token)
                .get("/v2/images/" + image)
                .then()
                .statusCode(200)
                .extract()
                .path(field);
        return String.valueOf(value);
    }

    /** Replaces an attribute, or adds a property. */
    public void set(String token, UUID image, String name, String value) {
        catalog(token)
                .contentType("application/openstack-images-v2.1-json-patch")
                .body("[{\"op\": \"add\", \"path\": \"/%s\", \"value\": \"%s\"}]"
                        .formatted(name, value)
                        .getBytes(StandardCharsets.UTF_8))
                .patch("/v2/images/" + image)
                .then()
                .statusCode(200);
    }

    private RequestSpecification catalog(String token) {
        return given().baseUri(catalog.url()).header("X-Auth-Token", token);
    }
}
