/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that repeat what they asked, and clients that change only what they have read. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class SafeRetryIT {

    Servers servers;
    private final String key = UUID.randomUUID().toString();
    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @Test
    void creation_repeatedUnderItsKey_createsOneImage() {
        api.created("demo", Map.of());
        List<String> ids = Stream.generate(() -> "once")
                .limit(8)
                .parallel()
                .map(name -> create("demo", name).statusCode(201).extract().<String>path("id"))
                .distinct()
                .toList();
        assertThat(ids).hasSize(1);

        create("demo", "another").statusCode(409);
        create("alt", "once").statusCode(201).body("id", not(equalTo(ids.getFirst())));
        api.delete("demo", UUID.fromString(ids.getFirst())).statusCode(204);
        create("demo", "once").statusCode(409);
    }

    @Test
    void key_ofARefusedRequest_canBeUsedAgain() {
        api.as("demo")
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("visibility", "nonsense"))
                .post("/v2/images")
                .then()
                .statusCode(400);
        create("demo", "once").statusCode(201);
    }

    @Test
    void change_ofAVersionThatIsNotThereAnyMore_isRefused() {
        UUID id = api.created("demo", Map.of());
        String first = api.show("demo", id).extract().header("ETag");
        String second = patch(id, first, "one").statusCode(200).extract().header("ETag");

        assertThat(second).isNotEqualTo(first);
        patch(id, first, "two").statusCode(412);
        delete(id, first).statusCode(412);
        tag(Method.PUT, id, first).statusCode(412);
        tag(Method.DELETE, id, first).statusCode(412);
        api.show("demo", id).header("ETag", second).body("name", equalTo("one"));
        api.as("demo")
                .header("If-None-Match", second)
                .get("/v2/images/" + id)
                .then()
                .statusCode(304);
        api.as("demo").put("/v2/images/" + id + "/tags/t").then().statusCode(204);
        patch(id, second, "three").statusCode(412);
        delete(id, api.show("demo", id).extract().header("ETag")).statusCode(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "*                   | 200",
                "\"x\", {etag}       | 200",
                "{etag},\"y\"        | 200",
                "W/{etag}            | 412",
                "\"x\"               | 412",
                "x                   | 400",
                "\"x                 | 400"
            })
    void ifMatch(String header, int status) {
        UUID id = api.created("demo", Map.of());
        String etag = api.show("demo", id).extract().header("ETag");
        patch(id, header.replace("{etag}", etag), "new").statusCode(status);
    }

    private ValidatableResponse create(String user, String name) {
        return api.as(user)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("name", name))
                .post("/v2/images")
                .then();
    }

    private ValidatableResponse patch(UUID id, String ifMatch, String name) {
        return api.as("demo")
                .contentType(Api.PATCH_V21)
                .header("If-Match", ifMatch)
                .body(("[" + Api.add("name", "\"" + name + "\"") + "]").getBytes(UTF_8))
                .patch("/v2/images/" + id)
                .then();
    }

    private ValidatableResponse tag(Method method, UUID id, String ifMatch) {
        return api.as("demo")
                .header("If-Match", ifMatch)
                .request(method, "/v2/images/" + id + "/tags/t")
                .then();
    }

    private ValidatableResponse delete(UUID id, String ifMatch) {
        return api.as("demo")
                .header("If-Match", ifMatch)
                .delete("/v2/images/" + id)
                .then();
    }
}
