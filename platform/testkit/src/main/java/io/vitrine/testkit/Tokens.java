/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.vitrine.local.identity.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens of the local identity's users: admin (role admin), demo and alt (member of a project of the same name),
 * reader (reader in demo), and the services.
 */
public final class Tokens {

    /** No test is as long as that with one token. */
    private static final Duration RESERVE = Duration.ofSeconds(10);

    private final Users users;
    private final String identity;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    Tokens(Users users, String identity) {
        this.users = users;
        this.identity = identity;
    }

    /** A token of the user, the same at every call until it comes close to its end. */
    public String of(String user) {
        return kept.compute(user, (name, had) -> had != null && had.lasts() ? had : Kept.of(login(name)))
                .token();
    }

    /** A new token of the user. */
    public String fresh(String user) {
        return Kept.of(login(user)).token();
    }

    private Response login(String user) {
        return given().baseUri(identity)
                .contentType("application/json")
                .body("""
                        {"auth": {
                          "identity": {"methods": ["password"], "password": {
                            "user": {"name": "%s", "domain": {"name": "Default"}, "password": "%s"}}},
                          "scope": {"project": {"name": "%s", "domain": {"name": "Default"}}}}}""".formatted(user, password(user), project(user)))
                .post("/auth/tokens")
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    /** Makes the identity service forget a token, as its user's logout does. */
    public void revoke(String token) {
        given().baseUri(identity)
                .header("X-Auth-Token", token)
                .header("X-Subject-Token", token)
                .delete("/auth/tokens")
                .then()
                .statusCode(204);
    }

    /** Id of the project that the user's tokens are scoped to. */
    public String projectOf(String user) {
        return users.defaultProject(user).orElseThrow().id();
    }

    String password(String user) {
        return users.password(user).orElseThrow();
    }

    private String project(String user) {
        return users.defaultProject(user).orElseThrow().name();
    }

    private record Kept(String token, Instant expires) {

        static Kept of(Response login) {
            return new Kept(login.header("X-Subject-Token"), Instant.parse(login.path("token.expires_at")));
        }

        boolean lasts() {
            return Instant.now().plus(RESERVE).isBefore(expires);
        }
    }
}
