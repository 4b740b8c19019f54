/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against Debian's real Keystone; runs where the package python3-keystone is installed, as deploy/test does. */
@Tag("keystone")
@QuarkusTest
@WithTestResource(KeystoneServers.class)
class KeystoneIT {

    RealKeystone keystone;

    @Test
    void token_ofKeystone_becomesTheCaller() {
        who(keystone.token("admin", "admin")).statusCode(200).body("roles", hasItems("admin", "member", "reader"));
    }

    @Test
    void token_ofAService_mayCallInternally() {
        given().header("X-Service-Token", keystone.token("catalog", "service"))
                .get("/internal/who")
                .then()
                .statusCode(200);
    }

    @Test
    void token_revoked_isRefused() {
        String token = keystone.token("admin", "admin");
        who(token).statusCode(200);

        keystone.revoke(token);

        awaitStatus(token, 401);
    }

    @Test
    void token_expired_isRefused_andTheServiceRenewsItsOwn() {
        String token = keystone.token("admin", "admin");
        who(token).statusCode(200);

        awaitStatus(token, 401);

        // By now the token that the service asks with has run out as well.
        who(keystone.token("admin", "admin")).statusCode(200);
    }

    @Test
    void keystone_away_is503AndNoLogin() {
        String token = keystone.token("admin", "admin");
        keystone.stop();
        try {
            who(token).statusCode(503);
        } finally {
            keystone.start();
        }
        who(keystone.token("admin", "admin")).statusCode(200);
    }

    private static ValidatableResponse who(String token) {
        return given().header("X-Auth-Token", token).get("/v2/who").then();
    }

    private static void awaitStatus(String token, int status) {
        await().atMost(RealKeystone.TOKEN_LIFE.plus(Duration.ofSeconds(10)))
                .untilAsserted(() -> who(token).statusCode(status));
    }
}
