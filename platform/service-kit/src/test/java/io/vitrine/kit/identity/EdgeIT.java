/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class EdgeIT {

    Servers servers;

    @Test
    void token_valid_becomesTheCaller() {
        given().header("X-Auth-Token", servers.tokens().of("demo"))
                .get("/v2/who")
                .then()
                .statusCode(200)
                .header("X-Openstack-Request-Id", startsWith("req-"))
                .body("projectId", is(servers.tokens().projectOf("demo")))
                .body("roles", hasItem("reader"));
    }

    @Test
    void token_missing_isRefusedWithTheWayToGetOne() {
        given().header("Accept", "application/json")
                .get("/v2/who")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Keystone uri=\"http://"))
                .body("code", is("401 Unauthorized"));
    }

    @Test
    void token_nonsense_isRefused() {
        given().header("X-Auth-Token", "nonsense").get("/v2/who").then().statusCode(401);
    }

    /** More than lies in sockets' buffers, from a client that reads nothing before it has sent all. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void body_ofARefusedRequest_isLetCome_soThatTheAnswerIsRead() {
        given().header("X-Auth-Token", "nonsense")
                .contentType("application/octet-stream")
                .body(new byte[32 << 20])
                .put("/v2/who")
                .then()
                .statusCode(401);
    }

    @Test
    void token_revoked_isRefusedOnceTheCacheForgotIt() {
        String token = servers.tokens().fresh("demo");
        given().header("X-Auth-Token", token).get("/v2/who").then().statusCode(200);

        servers.tokens().revoke(token);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().header("X-Auth-Token", token)
                        .get("/v2/who")
                        .then()
                        .statusCode(401));
    }

    @Test
    void requestId_given_isEchoed() {
        given().header("X-Openstack-Request-Id", "req-mine")
                .get("/v2/who")
                .then()
                .header("X-Openstack-Request-Id", is("req-mine"));
    }

    @Test
    void requestId_isOnWhatPagesAreAnswered_beforeTheirTokenIsLookedAt() {
        given().header("Origin", "https://pages.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/v2/who")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Headers", containsString("X-OpenStack-Append"))
                .header("X-Openstack-Request-Id", startsWith("req-"));
        given().header("Origin", "https://elsewhere.example")
                .header("X-Openstack-Request-Id", "req-mine")
                .get("/v2/who")
                .then()
                .statusCode(403)
                .header("X-Openstack-Request-Id", "req-mine");
    }

    @Test
    void requestId_tooLong_is431() {
        given().header("X-Openstack-Request-Id", "r".repeat(65))
                .get("/v2/who")
                .then()
                .statusCode(431)
                .header("X-Openstack-Request-Id", startsWith("req-"));
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 100_000})
    void address_tooLong_is414InWords(int length) {
        given().header("Accept", "application/json")
                .get("/v2/who?name=" + "x".repeat(length))
                .then()
                .statusCode(414)
                .header("X-Openstack-Request-Id", startsWith("req-"))
                .body("message", containsString("4096 characters"));
    }

    @ParameterizedTest
    @ValueSource(ints = {25_000, 100_000})
    void headers_tooLarge_are431InWords(int length) {
        given().header("Accept", "application/json")
                .header("X-Auth-Token", "x".repeat(length))
                .get("/v2/who")
                .then()
                .statusCode(431)
                .header("X-Openstack-Request-Id", startsWith("req-"))
                .body("message", containsString("20480 bytes"));
    }

    @Test
    void internalPath_withoutServiceToken_isRefused() {
        given().header("X-Auth-Token", servers.tokens().of("admin"))
                .get("/internal/who")
                .then()
                .statusCode(401);
        given().header("X-Service-Token", servers.tokens().of("admin"))
                .get("/internal/who")
                .then()
                .statusCode(403);
    }

    @Test
    void internalPath_withBothTokens_isTheUsersCall() {
        given().header("X-Service-Token", servers.tokens().of("storage"))
                .header("X-Auth-Token", servers.tokens().of("demo"))
                .get("/internal/who")
                .then()
                .statusCode(200)
                .body("projectId", is(servers.tokens().projectOf("demo")));
    }

    @Test
    void error_unexpected_tellsNothingButTheRequest() {
        given().header("X-Auth-Token", servers.tokens().of("demo"))
                .header("X-Openstack-Request-Id", "req-bug")
                .get("/v2/bug")
                .then()
                .statusCode(500)
                .body(containsString("req-bug"))
                .body(not(containsString("secret")));
    }
}
