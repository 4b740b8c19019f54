/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP as the Image API speaks it: discovery, statuses, error bodies, and what must be survived. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class ProtocolIT {

    private static final RestAssuredConfig AS_GIVEN = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    Servers servers;
    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @Test
    void discovery_isOpenToAll() {
        given().get("/")
                .then()
                .statusCode(300)
                .body("versions[0].status", equalTo("CURRENT"))
                .body(
                        "versions.id",
                        contains("v2.15", "v2.9", "v2.7", "v2.6", "v2.5", "v2.4", "v2.3", "v2.2", "v2.1", "v2.0"))
                .body("versions[0].links[0].href", startsWith("http://localhost:"));
        given().get("/versions").then().statusCode(200).contentType(ContentType.JSON);
        given().get("/v3/images").then().statusCode(300);
        given().get("/nonsense").then().statusCode(300);
        given().redirects().follow(false).get("/v2").then().statusCode(302).header("Location", "/v2/");
        given().get("/healthcheck").then().statusCode(200).body(equalTo("OK"));
        given().get("/q/health/ready").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/versions", "/v2", "/healthcheck"})
    void discovery_isOnlyRead(String path) {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            given().request(method, path).then().statusCode(405).header("Allow", "GET, HEAD");
        }
        int status = given().redirects().follow(false).get(path).statusCode();
        given().redirects().follow(false).head(path).then().statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,     /v2/,                     404",
        "GET,     /v2/images/,              404",
        "DELETE,  /v2/images/,              404",
        "GET,     /v2/images/{id}/,         404",
        "GET,     /v2/images/not-a-uuid,    404",
        "GET,     /v2/images/1-1-1-1-1,     404",
        "GET,     /v2/images/{ID},          404",
        "GET,     /v2/images/../images,     200",
        "GET,     /v2/nonsense,             404",
        "GET,     /v2/schemas/nonsense,     404",
        "GET,     /v2/images/{id}/nonsense, 404",
        "HEAD,    /v2/images/{id},          405",
        "HEAD,    /v2/images,               405",
        "OPTIONS, /v2/images,               405",
        "PUT,     /v2/images/{id},          405",
        "DELETE,  /v2/images,               405",
        "GET,     /v2/images/{id}/actions/deactivate, 405",
        "GET,     /v2/images/{id}/tags/x,   405",
        "PATCH,   /v2/images/{id}/members,  405",
        "POST,    /v2/schemas/image,        405",
        "GET,     /v2/cache,                403",
        "DELETE,  /v2/cache,                403",
        "POST,    /v2/cache,                405",
        "PUT,     /v2/cache/{id},           403",
        "DELETE,  /v2/cache/{id},           403",
        "DELETE,  /v2/cache/not-a-uuid,     404",
        "POST,    /v2/cache/clean,          405",
        "GET,     /v2/cache/nodes/x,        404",
        "GET,     /v2.0/images,             200",
        "GET,     /v2.18/images/{id},       200",
        "GET,     /v2.19/images,            300",
    })
    void request_hasItsStatus(String method, String path, int status) {
        UUID id = api.created("demo", Map.of());
        api.as("demo")
                .request(
                        method,
                        path.replace("{id}", id.toString())
                                .replace("{ID}", id.toString().toUpperCase(Locale.ROOT)))
                .then()
                .statusCode(status);
    }

    @Test
    void methodNotAllowed_namesThoseThatAre() {
        api.as("demo").head("/v2/images/" + UUID.randomUUID()).then().header("Allow", "GET, PATCH, DELETE");
    }

    @Test
    void versionSynonym_keepsTheQuery() {
        api.created("demo", Map.of());
        api.as("demo")
                .get("/v2.5/images?limit=1&name=%22")
                .then()
                .statusCode(200)
                .body("images", equalTo(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2.5/metadefs/namespaces/OS%253A:Compute::Quota",
                "/v2/metadefs/namespaces/OS%253A:Compute::Quota/objects/;x",
                "/v2/metadefs/namespaces/OS::Compute::Quota;x=1",
            })
    void name_isDecodedOnce_andEndsWhereItsSegmentDoes(String path) {
        api.as("demo").urlEncodingEnabled(false).get(path).then().statusCode(404);
    }

    @Test
    void error_isHtml_unlessJsonIsAskedFor() {
        String path = "/v2/images/" + UUID.randomUUID();
        for (String accept : new String[] {"*/*", ""}) {
            api.as("demo").accept(accept).get(path).then().statusCode(404).contentType("text/html; charset=UTF-8");
        }
        api.as("demo")
                .accept("application/json")
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("code", equalTo("404 Not Found"))
                .body("title", equalTo("Not Found"))
                .body("message", containsString("No image found"));
        api.as("demo").get("/v2/images/<script>").then().body(not(containsString("<script>")));
    }

    @Test
    void oddHeaders_areTolerated() {
        UUID id = api.created("demo", Map.of());
        api.as("demo")
                .contentType("application/octet-stream")
                .get("/v2/images/" + id)
                .then()
                .statusCode(200);
        api.as("demo").accept("").get("/v2/images/" + id).then().statusCode(200);
        api.as("demo").accept("image/png").get("/v2/images/" + id).then().statusCode(200);
        api.as("demo")
                .accept("")
                .header("Content-Type", "")
                .get("/v2/images")
                .then()
                .statusCode(200);
        api.patch("demo", id, Api.PATCH_V21 + "; charset=utf-8", "[]").statusCode(200);
    }

    @Test
    void body_whereNoneBelongs_isRefused() {
        UUID id = api.created("demo", Map.of());
        api.as("demo")
                .contentType(ContentType.JSON)
                .body("{}")
                .get("/v2/images/" + id)
                .then()
                .statusCode(400);
        api.as("demo")
                .contentType(ContentType.JSON)
                .body("{}")
                .delete("/v2/images/" + id)
                .then()
                .statusCode(400);
        api.as("demo")
                .contentType(ContentType.JSON)
                .body("{}")
                .put("/v2/images/" + id + "/tags/x")
                .then()
                .statusCode(400);
        api.show("demo", id).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{bad",
                "\"text\"",
                "null",
                "{} {}",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "{\"name\": 1}",
                "{\"name\": \"\\u0000\"}",
                "{\"p\": 1}",
                "{\"p\": null}",
                "{\"min_ram\": 2147483648}",
                "{\"min_disk\": -1}",
                "{\"min_disk\": 1e3}",
                "{\"id\": \"x\"}",
                "{\"tags\": [1]}",
                "{\"p\": {\"a\": 1}}",
                "{\"disk_format\": \"floppy\"}",
                "{\"name\": \"\\ud800\"}"
            })
    void creation_ofNonsense_isInvalid(String body) {
        api.as("demo")
                .contentType(ContentType.JSON)
                .body(body.getBytes(UTF_8))
                .post("/v2/images")
                .then()
                .statusCode(400)
                .body(not(containsString("Exception")));
    }

    @Test
    void creation_hostile_isSurvived() {
        String bomb = "{\"p\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        post(bomb).statusCode(400);
        post("{\"p\": \"" + "x".repeat(2_000_000) + "\"}").statusCode(413);
        post("{\"p\": 1" + "0".repeat(5000) + "}").statusCode(400);
        api.as("demo")
                .contentType("text/plain")
                .body("{}")
                .post("/v2/images")
                .then()
                .statusCode(415);
        api.as("demo")
                .contentType(ContentType.JSON)
                .body(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
                .post("/v2/images")
                .then()
                .statusCode(400);
        assertThat(api.as("demo")
                        .urlEncodingEnabled(false)
                        .get("/v2/images/%ff%fe")
                        .statusCode())
                .isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "nonsense", "application/", "text/plain", "application/xml; charset=x"})
    void contentType_notTaken_evenIfItIsNone_is415(String type) {
        UUID id = api.created("demo", Map.of());

        for (String path : List.of("/v2/images", "/v2/images/" + id + "/members", "/v2/metadefs/namespaces")) {
            api.as("admin")
                    .config(AS_GIVEN)
                    .header("Content-Type", type)
                    .body("{}".getBytes(UTF_8))
                    .post(path)
                    .then()
                    .statusCode(415)
                    .body(containsString("application/json"));
        }
        api.as("demo")
                .config(AS_GIVEN)
                .header("Content-Type", type)
                .body("[]".getBytes(UTF_8))
                .patch("/v2/images/" + id)
                .then()
                .statusCode(415)
                .header("Accept-Patch", containsString(Api.PATCH_V21));
    }

    /** Announced, and in chunks of whose sum the client says nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void body_largerThanAnyCallTakes_isRefusedInWords(boolean chunked) throws Exception {
        byte[] body = new byte[17 << 20];
        HttpResponse<String> answer = send(
                chunked
                        ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                        : BodyPublishers.ofByteArray(body));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("16777216 bytes");
        assertThat(answer.headers().firstValue("X-Openstack-Request-Id")).isPresent();
    }

    @Test
    void body_inChunks_isTaken() throws Exception {
        HttpResponse<String> answer =
                send(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("{\"name\": \"x\"}".getBytes(UTF_8))));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"name\":\"x\"");
    }

    private HttpResponse<String> send(BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v2/images"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("X-Auth-Token", servers.tokens().of("demo"))
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    @Test
    void token_isNeeded() {
        given().get("/v2/images").then().statusCode(401).header("WWW-Authenticate", startsWith("Keystone uri="));
        given().header("X-Auth-Token", "wrong").get("/v2/images").then().statusCode(401);
    }

    @Test
    void requestId_isEchoed() {
        api.as("demo")
                .header("X-Openstack-Request-Id", "req-mine")
                .get("/v2.3/images")
                .then()
                .header("X-Openstack-Request-Id", "req-mine");
        api.as("demo").get("/v2/images").then().header("X-Openstack-Request-Id", startsWith("req-"));
    }

    @Test
    void schemas_describeTheAnswers() {
        api.as("demo")
                .get("/v2/schemas/image")
                .then()
                .statusCode(200)
                .body("name", equalTo("image"))
                .body("properties.disk_format.enum", hasItem("qcow2"))
                .body("additionalProperties.type", equalTo("string"));
        for (String name : new String[] {"images", "member", "members"}) {
            api.as("demo").get("/v2/schemas/" + name).then().statusCode(200).body("name", equalTo(name));
        }
    }

    private ValidatableResponse post(String body) {
        return api.as("demo")
                .contentType(ContentType.JSON)
                .body(body.getBytes(UTF_8))
                .post("/v2/images")
                .then();
    }
}
