/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vitrine.testkit.Servers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The service as its clients see it, by user; and as storage-service does. */
final class Api {

    static final String PATCH_V20 = "application/openstack-images-v2.0-json-patch";
    static final String PATCH_V21 = "application/openstack-images-v2.1-json-patch";

    static final Map<String, String> RAW = Map.of("disk_format", "raw", "container_format", "bare");

    private final Servers servers;

    Api(Servers servers) {
        this.servers = servers;
    }

    RequestSpecification as(String user) {
        return given().header("X-Auth-Token", servers.tokens().of(user)).urlEncodingEnabled(true);
    }

    RequestSpecification asStorage() {
        return given().header("X-Service-Token", servers.tokens().of("storage"))
                .accept(ContentType.JSON)
                .contentType(ContentType.JSON);
    }

    RequestSpecification asStorageFor(String user) {
        return asStorage().header("X-Auth-Token", servers.tokens().of(user));
    }

    ValidatableResponse create(String user, Map<String, ?> attributes) {
        return as(user).contentType(ContentType.JSON)
                .body(attributes)
                .post("/v2/images")
                .then();
    }

    UUID created(String user, Map<String, ?> attributes) {
        return UUID.fromString(
                create(user, attributes).statusCode(201).extract().path("id"));
    }

    ValidatableResponse show(String user, UUID id) {
        return as(user).get("/v2/images/" + id).then();
    }

    /** Applies operations such as {@code {"op":"add","path":"/name","value":"x"}}, separated by commas. */
    ValidatableResponse patch(String user, UUID id, String operations) {
        return patch(user, id, PATCH_V21, "[" + operations + "]");
    }

    ValidatableResponse patch(String user, UUID id, String contentType, String body) {
        return as(user).contentType(contentType)
                .body(body.getBytes(UTF_8))
                .patch("/v2/images/" + id)
                .then();
    }

    ValidatableResponse delete(String user, UUID id) {
        return as(user).delete("/v2/images/" + id).then();
    }

    ValidatableResponse openUpload(String user, UUID id) {
        return asStorageFor(user)
                .body("{}")
                .post("/internal/images/" + id + "/uploads")
                .then();
    }

    ValidatableResponse openStaging(String user, UUID id) {
        return asStorageFor(user)
                .body("{}")
                .post("/internal/images/" + id + "/stagings")
                .then();
    }

    /** Orders an import by {@code method} to these stores. */
    ValidatableResponse order(String user, UUID id, String method, String... stores) {
        Map<String, Object> request =
                new HashMap<>(Map.of("method", method, "stores", List.of(stores), "all_stores_must_succeed", true));
        if (method.equals("web-download")) {
            request.put("uri", "https://secret:word@example.org/disk.img?token=abc");
        }
        return order(user, id, request);
    }

    ValidatableResponse order(String user, UUID id, Map<String, ?> request) {
        return asStorageFor(user)
                .body(request)
                .post("/internal/images/" + id + "/imports")
                .then();
    }

    ValidatableResponse complete(String lease, long size) {
        return complete(lease, size, "file");
    }

    /** Completes what goes on under the lease, with a copy in each of the stores. */
    ValidatableResponse complete(String lease, long size, String... stores) {
        return complete(lease, result(size, "f00d", stores));
    }

    ValidatableResponse complete(String lease, Map<String, ?> result) {
        return asStorage()
                .body(result)
                .post("/internal/uploads/" + lease + "/complete")
                .then();
    }

    static Map<String, Object> result(long size, String hash, String... stores) {
        Map<String, Object> result = new HashMap<>(
                Map.of("size", size, "checksum", "c0ffee", "os_hash_algo", "sha512", "os_hash_value", hash));
        result.put(
                "copies",
                Stream.of(stores)
                        .map(store -> Map.of("store", store, "blob", UUID.randomUUID()))
                        .toList());
        return result;
    }

    ValidatableResponse renew(String lease) {
        return asStorage().put("/internal/uploads/" + lease).then();
    }

    ValidatableResponse abort(String lease) {
        return asStorage()
                .body("{\"reason\": \"the connection broke\"}")
                .post("/internal/uploads/" + lease + "/abort")
                .then();
    }

    /** An image with data. */
    UUID active(String user, Map<String, ?> attributes) {
        UUID id = created(user, attributes);
        patch(user, id, add("disk_format", "\"raw\"") + "," + add("container_format", "\"bare\""))
                .statusCode(200);
        complete(openUpload(user, id).statusCode(201).extract().path("lease"), 3)
                .statusCode(204);
        return id;
    }

    /** An image with staged data. */
    UUID staged(String user) {
        UUID id = created(user, RAW);
        complete(openStaging(user, id).statusCode(201).extract().path("lease"), 3)
                .statusCode(204);
        return id;
    }

    ValidatableResponse tasks(String user, UUID id) {
        return as(user).get("/v2/images/" + id + "/tasks").then().statusCode(200);
    }

    String project(String user) {
        return servers.tokens().projectOf(user);
    }

    static String add(String attribute, String json) {
        return "{\"op\": \"add\", \"path\": \"/" + attribute + "\", \"value\": " + json + "}";
    }
}
