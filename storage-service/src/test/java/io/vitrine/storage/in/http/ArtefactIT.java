/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.testkit.Servers;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What other services make of images and keep here. */
@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class ArtefactIT {

    private static final byte[] BYTES = "a converted image".getBytes(UTF_8);
    private static final String SHA256 = "fe675b7e6804fa2a5182f86447d19b0345302223aa66c120c757c5619085a289";
    private static final String OTHER_DIGEST = "sha-512=:" + "A".repeat(86) + "==:";

    Servers servers;
    Catalog catalog;
    StoreFiles files;

    @TestHTTPResource("/")
    URI service;

    private final UUID id = UUID.randomUUID();

    @Test
    void artefact_isGivenBack_whole_inPart_andByTag() {
        put(BYTES)
                .statusCode(201)
                .body("size", is(BYTES.length))
                .body("os_hash_algo", is("sha256"))
                .body("os_hash_value", is(SHA256));

        String tag = get().statusCode(200)
                .header("Repr-Digest", startsWith("sha-256=:"))
                .header("Content-MD5", nullValue())
                .extract()
                .header("ETag");
        assertThat(bytes(asService().get(path()))).isEqualTo(BYTES);
        assertThat(bytes(asService().header("Range", "bytes=2-10").get(path()))).isEqualTo("converted".getBytes(UTF_8));
        asService().header("If-None-Match", tag).get(path()).then().statusCode(304);
        asService().head(path()).then().statusCode(200).header("Content-Length", String.valueOf(BYTES.length));
    }

    @Test
    void artefact_isNamed_forAGatewayToSend() throws IOException {
        put(BYTES).statusCode(201);

        String file = asService()
                .header("X-Sendfile-Type", "X-Sendfile")
                .get(path())
                .then()
                .statusCode(200)
                .extract()
                .header("X-Sendfile");

        assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(BYTES);
    }

    @Test
    void file_thatIsHandedOver_becomesTheArtefact_withoutACopy() throws IOException {
        Path made = Files.write(files.handover().resolve("made-" + id), BYTES);

        handOver(made)
                .statusCode(201)
                .body("size", is(BYTES.length))
                .body("os_hash_algo", is("sha256"))
                .body("os_hash_value", is(SHA256));

        assertThat(Files.isSameFile(files.of(id), made)).isTrue();
        Files.delete(made);
        assertThat(bytes(asService().get(path()))).isEqualTo(BYTES);
    }

    @Test
    void file_elsewhere_isNotTaken_norByALink() throws IOException {
        Path elsewhere = Files.write(files.handover().resolveSibling("elsewhere-" + id), BYTES);
        Path link = Files.createSymbolicLink(files.handover().resolve("link-" + id), elsewhere);

        for (Path refused : List.of(
                elsewhere,
                link,
                files.handover().resolve("../elsewhere-" + id),
                files.handover().resolve("none"),
                files.handover())) {
            handOver(refused).statusCode(400);
            requireGone();
        }
        put(BYTES).statusCode(201);
    }

    private ValidatableResponse handOver(Path file) {
        return asService().header("X-Sendfile", file.toString()).put(path()).then();
    }

    @Test
    void id_isUsedOnce() {
        put(BYTES).statusCode(201);
        put("other bytes".getBytes(UTF_8)).statusCode(409);
        assertThat(bytes(asService().get(path()))).isEqualTo(BYTES);
    }

    @Test
    void body_otherThanDeclared_leavesNothing() {
        asService()
                .header("Repr-Digest", OTHER_DIGEST)
                .body(BYTES)
                .put(path())
                .then()
                .statusCode(400);
        requireGone();
    }

    @Test
    void sender_thatVanishes_leavesNothing() throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream()
                    .write(("PUT " + path() + " HTTP/1.1\r\nHost: storage\r\nContent-Length: 1000\r\nX-Service-Token: "
                                    + servers.tokens().of("storage") + "\r\n\r\nonly a few")
                            .getBytes(UTF_8));
            await().until(() -> files.has(id));
        }
        requireGone();
    }

    @Test
    void deleted_isGoneAtOnce_andItsBytesSoon() {
        put(BYTES).statusCode(201);
        asService().delete(path()).then().statusCode(204);
        get().statusCode(404);
        asService().delete(path()).then().statusCode(204);
        requireGone();
    }

    @Test
    void list_pagesById() {
        put(BYTES).statusCode(201);
        String before = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() - 1).toString();

        List<String> found = asService()
                .queryParam("after", before)
                .queryParam("limit", 1)
                .get("/internal/artefacts")
                .then()
                .statusCode(200)
                .extract()
                .path("artefacts.id");

        assertThat(found).containsExactly(id.toString());
        asService().queryParam("limit", 0).get("/internal/artefacts").then().statusCode(400);
    }

    @Test
    void source_isGivenToServices_alsoOfADeactivatedImage() {
        String token = servers.tokens().of("demo");
        UUID image = catalog.createImage(token);
        String source = "/internal/images/" + image + "/file";
        asService().get(source).then().statusCode(204);
        given().header("X-Auth-Token", token)
                .contentType("application/octet-stream")
                .body(BYTES)
                .put("/v2/images/" + image + "/file")
                .then()
                .statusCode(204);
        catalog.deactivate(token, image);

        assertThat(bytes(asService().get(source))).isEqualTo(BYTES);
        given().header("X-Auth-Token", token).get(source).then().statusCode(401);
        asService().get("/internal/images/" + id + "/file").then().statusCode(404);
    }

    private ValidatableResponse put(byte[] body) {
        return asService()
                .contentType("application/octet-stream")
                .body(body)
                .put(path())
                .then();
    }

    private ValidatableResponse get() {
        return asService().get(path()).then();
    }

    private static byte[] bytes(Response response) {
        return response.asByteArray();
    }

    private void requireGone() {
        get().statusCode(404);
        await().until(() -> !files.has(id));
    }

    private String path() {
        return "/internal/artefacts/" + id;
    }

    private RequestSpecification asService() {
        return given().header("X-Service-Token", servers.tokens().of("storage"));
    }
}
