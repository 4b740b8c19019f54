/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vitrine.contract.ImageState;
import io.vitrine.contract.Topics;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Custom properties under protection. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class PropertyRulesIT {

    private static final String RULES = """
            {"rules": [
              {"pattern": "^secret", "create": ["admin"], "read": ["admin"], "update": ["admin"], "delete": ["admin"]},
              {"pattern": "^fixed", "create": ["@"], "read": ["@"], "update": ["!"], "delete": ["!"]},
              {"pattern": "^drop", "create": ["!"], "read": ["@"], "update": ["!"], "delete": ["member"]},
              {"pattern": "^billed", "create": ["admin"], "read": ["@"], "update": ["admin"], "delete": ["admin"]},
              {"pattern": "^(?:free|os_)", "create": ["@"], "read": ["@"], "update": ["@"], "delete": ["@"]}]}""";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    Servers servers;

    @Inject
    DataSource database;

    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @AfterEach
    void protectNothing() {
        decide("admin", "{\"rules\": []}").statusCode(200);
    }

    @Test
    void rules_areReadAsTheyWereDecided_byAdminsAlone() {
        decide("demo", RULES).statusCode(403);
        decide("admin", RULES).statusCode(200).body("rules", hasSize(5));
        api.as("admin")
                .get("/ext/v1/property-rules")
                .then()
                .statusCode(200)
                .body("rules.pattern", equalTo(List.of("^secret", "^fixed", "^drop", "^billed", "^(?:free|os_)")))
                .body("rules[0].read", equalTo(List.of("admin")));
        decide("admin", "{\"rules\": [{\"pattern\": \"(\"}]}").statusCode(400);
        api.as("admin").get("/ext/v1/property-rules").then().body("rules", hasSize(5));
        api.as("reader").get("/ext/v1/property-rules").then().statusCode(403);
    }

    @Test
    void creation_withAPropertyOfOthers_isRefusedAsAWhole() {
        decide("admin", RULES);
        String name = UUID.randomUUID().toString();
        api.create("demo", Map.of("name", name, "free", "1", "billed", "no"))
                .statusCode(403)
                .body(containsString("billed"));
        api.create("demo", Map.of("name", name, "matched_by_none", "x")).statusCode(403);
        api.create("admin", Map.of("name", name, "drop", "x")).statusCode(403);
        api.as("admin").get("/v2/images?visibility=all&name=" + name).then().body("images", hasSize(0));
        api.create("demo", Map.of("name", name, "free", "1", "fixed", "2"))
                .statusCode(201)
                .body("fixed", equalTo("2"));
    }

    @Test
    void patch_doesWhatTheRulesAllow_andAllOrNothing() {
        UUID id = api.created("demo", Map.of("free", "1", "fixed", "1", "drop", "1", "billed", "1"));
        decide("admin", RULES);
        String beginning = Api.add("free", "\"2\"") + ",";
        for (String refused : List.of(
                Api.add("fixed", "\"2\""),
                "{\"op\": \"remove\", \"path\": \"/fixed\"}",
                Api.add("drop", "\"2\""),
                Api.add("drop_too", "\"2\""),
                Api.add("billed", "\"0\""),
                Api.add("billed_more", "\"0\""),
                Api.add("secret", "\"0\""),
                Api.add("matched_by_none", "\"0\""))) {
            api.patch("demo", id, beginning + refused).statusCode(403);
        }
        api.show("demo", id).body("free", equalTo("1"));
        api.patch("demo", id, beginning + "{\"op\": \"remove\", \"path\": \"/drop\"}," + Api.add("fixed_new", "\"x\""))
                .statusCode(200)
                .body("free", equalTo("2"))
                .body("fixed_new", equalTo("x"))
                .body("$", not(hasKey("drop")));
        api.patch("admin", id, Api.add("fixed", "\"2\"")).statusCode(403);
        api.patch("admin", id, Api.add("billed", "\"2\"")).statusCode(200);
    }

    @Test
    void image_isChangedAsItWasRead_byWhoMayNotReadAll() {
        UUID id = api.created("demo", Map.of("secret_code", "x", "free", "1"));
        decide("admin", RULES);
        String read = tag("demo", id);

        api.patch("demo", id, Api.add("free", "\"1\"")).statusCode(200).header("ETag", read);
        api.as("demo")
                .header("If-Match", read)
                .put("/v2/images/" + id + "/tags/t")
                .then()
                .statusCode(204);
        api.as("demo")
                .header("If-Match", read)
                .delete("/v2/images/" + id)
                .then()
                .statusCode(412);
    }

    @Test
    void rules_thatAnotherReplicaWasTold_holdHereSoon() throws SQLException {
        UUID id = api.created("demo", Map.of("secret_code", "x"));
        try (Connection connection = database.getConnection();
                Statement other = connection.createStatement()) {
            other.execute("""
                    UPDATE property_rules SET rules = '{"list": [
                      {"pattern": ".", "create": ["!"], "read": ["admin"], "update": ["!"], "delete": ["!"]}]}'""");
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> api.show("demo", id).statusCode(200).body("$", not(hasKey("secret_code"))));
    }

    @Test
    void tag_isOfWhatTheCallerMayRead() {
        UUID id = api.created("demo", Map.of("secret_code", "x"));
        String whole = tag("demo", id);
        decide("admin", RULES);

        assertThat(tag("admin", id)).isEqualTo(whole);
        assertThat(tag("demo", id)).isNotEqualTo(whole);
        api.as("demo")
                .header("If-None-Match", whole)
                .get("/v2/images/" + id)
                .then()
                .statusCode(200)
                .body("$", not(hasKey("secret_code")));
        api.as("demo")
                .header("If-Match", tag("demo", id))
                .delete("/v2/images/" + id)
                .then()
                .statusCode(204);
    }

    @Test
    void unreadableProperty_isNotThereForTheCaller_andStaysAsItIs() {
        String value = UUID.randomUUID().toString();
        UUID id = api.created("demo", Map.of("secret_code", value, "free", "1"));
        decide("admin", RULES);

        api.show("demo", id)
                .statusCode(200)
                .body("$", not(hasKey("secret_code")))
                .body("free", equalTo("1"));
        api.as("demo").get("/v2/images?id=" + id).then().body("images[0]", not(hasKey("secret_code")));
        api.as("demo")
                .get("/v2/images?secret_code=" + value)
                .then()
                .statusCode(200)
                .body("images", hasSize(0));
        api.as("admin").get("/v2/images?secret_code=" + value).then().body("images", hasSize(1));
        api.patch("demo", id, "{\"op\": \"replace\", \"path\": \"/secret_code\", \"value\": \"x\"}")
                .statusCode(409);
        api.patch("demo", id, "{\"op\": \"remove\", \"path\": \"/secret_code\"}")
                .statusCode(409);
        api.patch("demo", id, Api.add("free", "\"2\"")).statusCode(200).body("$", not(hasKey("secret_code")));
        api.show("admin", id).body("secret_code", equalTo(value)).body("free", equalTo("2"));

        try (EventProbe states = servers.probe(Topics.IMAGE_STATE)) {
            states.awaitEvent(
                    id,
                    event -> event.event() instanceof ImageState state
                            && state.image().properties().equals(Map.of("secret_code", value, "free", "2")));
        }
    }

    private String tag(String user, UUID id) {
        return api.show(user, id).statusCode(200).extract().header("ETag");
    }

    private ValidatableResponse decide(String user, String body) {
        return api.as(user)
                .contentType(ContentType.JSON)
                .body(body)
                .put("/ext/v1/property-rules")
                .then();
    }
}
