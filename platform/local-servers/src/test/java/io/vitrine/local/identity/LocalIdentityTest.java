/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalIdentityTest {

    private static final String IMAGE = "http://127.0.0.1:9292";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Users USERS = Users.generated();
    private static LocalIdentity identity;

    @BeforeAll
    static void start() {
        identity = LocalIdentity.start(USERS, IMAGE, LocalIdentity.TOKEN_LIFE);
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    @Test
    void discovery_needsNoToken() {
        JsonObject version = json(get("", null)).getJsonObject("version");

        assertThat(version.getString("id")).startsWith("v3.");
        assertThat(version.getString("status")).isEqualTo("stable");
        assertThat(version.getJsonArray("links").getJsonObject(0).getString("href"))
                .isEqualTo(identity.url() + "/");
        assertThat(send(request(identity.url().replace("/v3", "/"))).statusCode())
                .isEqualTo(300);
    }

    @Test
    void login_password_givesRolesWithThoseTheyImplyAndTheCatalog() {
        JsonObject token =
                json(login("admin", USERS.password("admin").orElseThrow())).getJsonObject("token");

        assertThat(token.getJsonObject("project").getString("name")).isEqualTo("admin");
        assertThat(names(token.getJsonArray("roles"))).containsExactly("admin", "member", "reader");
        JsonObject image = token.getJsonArray("catalog").getJsonObject(0);
        assertThat(image.getString("type")).isEqualTo("image");
        assertThat(image.getJsonArray("endpoints"))
                .extracting(it -> ((JsonObject) it).getString("interface"))
                .containsExactly("public", "internal", "admin");
        assertThat(image.getJsonArray("endpoints").getJsonObject(0).getString("url"))
                .isEqualTo(IMAGE);
    }

    @Test
    void login_service_hasTheServiceRoleOnly() {
        JsonObject token =
                json(login("storage", USERS.password("storage").orElseThrow())).getJsonObject("token");

        assertThat(token.getJsonObject("project").getString("name")).isEqualTo("service");
        assertThat(names(token.getJsonArray("roles"))).containsExactly("service");
    }

    @Test
    void login_wrongPasswordOrUser_sameAnswer() {
        HttpResponse<String> wrongPassword = login("demo", "guess");
        HttpResponse<String> wrongUser = login("nobody", "guess");

        assertThat(wrongPassword.statusCode()).isEqualTo(401);
        assertThat(wrongUser.statusCode()).isEqualTo(401);
        assertThat(wrongUser.body()).isEqualTo(wrongPassword.body());
        assertThat(wrongPassword.headers().firstValue("WWW-Authenticate"))
                .hasValue("Keystone uri=\"" + identity.url() + "\"");
        assertThat(json(wrongPassword).getJsonObject("error").getInteger("code"))
                .isEqualTo(401);
    }

    @Test
    void login_projectWithoutARole_isRefused() {
        JsonObject body = passwordRequest("demo", USERS.password("demo").orElseThrow(), project("alt"));

        assertThat(send("POST", "/auth/tokens", null, body.encode()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void exchange_unscopedToken_forAProjectById() {
        JsonObject body = passwordRequest("demo", USERS.password("demo").orElseThrow(), "unscoped");
        HttpResponse<String> unscoped = send("POST", "/auth/tokens", null, body.encode());
        assertThat(json(unscoped).getJsonObject("token").containsKey("roles")).isFalse();

        String demo = USERS.project("demo").orElseThrow().id();
        HttpResponse<String> scoped =
                exchange(tokenOf(unscoped), new JsonObject().put("project", new JsonObject().put("id", demo)));

        assertThat(scoped.statusCode()).isEqualTo(201);
        JsonObject token = json(scoped).getJsonObject("token");
        assertThat(token.getJsonObject("project").getString("id")).isEqualTo(demo);
        assertThat(token.getJsonArray("methods").getList()).isEqualTo(List.of("token", "password"));
        assertThat(token.getString("expires_at"))
                .isEqualTo(json(unscoped).getJsonObject("token").getString("expires_at"));
    }

    @Test
    void validate_byAService_saysWhoItIs() {
        String demo = token("demo");

        HttpResponse<String> answer = validate(token("catalog"), demo);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Subject-Token")).hasValue(demo);
        assertThat(json(answer).getJsonObject("token").getJsonObject("user").getString("name"))
                .isEqualTo("demo");
    }

    @Test
    void validate_byAnotherUser_isForbidden() {
        assertThat(validate(token("alt"), token("demo")).statusCode()).isEqualTo(403);
        assertThat(validate("made-up", token("demo")).statusCode()).isEqualTo(401);
        assertThat(validate(token("demo"), "made-up").statusCode()).isEqualTo(404);
    }

    @Test
    void revoke_token_isUnknownFromThenOn() {
        String demo = token("demo");

        assertThat(subject("DELETE", demo, demo).statusCode()).isEqualTo(204);

        assertThat(validate(token("catalog"), demo).statusCode()).isEqualTo(404);
        assertThat(get("/auth/catalog", demo).statusCode()).isEqualTo(401);
    }

    @Test
    void validate_expiredToken_isUnknown() {
        try (LocalIdentity shortLived = LocalIdentity.start(USERS, IMAGE, Duration.ZERO)) {
            String body = passwordRequest("demo", USERS.password("demo").orElseThrow(), null)
                    .encode();
            String expired =
                    tokenOf(send(request(shortLived.url() + "/auth/tokens").POST(BodyPublishers.ofString(body))));

            assertThat(send(request(shortLived.url() + "/auth/catalog").header("X-Auth-Token", expired))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void projects_byIdAndByName() {
        String alt = USERS.project("alt").orElseThrow().id();
        String demo = token("demo");

        assertThat(json(get("/projects/" + alt, demo)).getJsonObject("project").getString("name"))
                .isEqualTo("alt");
        assertThat(names(json(get("/projects?name=alt", demo)).getJsonArray("projects")))
                .containsExactly("alt");
        assertThat(names(json(get("/projects?name=none", demo)).getJsonArray("projects")))
                .isEmpty();
        assertThat(names(json(get("/auth/projects", demo)).getJsonArray("projects")))
                .containsExactly("demo");
        assertThat(names(json(get("/projects", token("admin"))).getJsonArray("projects")))
                .containsExactlyInAnyOrder("admin", "demo", "alt", "service");
        assertThat(get("/projects/alt", demo).statusCode()).isEqualTo(404);
        assertThat(get("/projects/" + alt, null).statusCode()).isEqualTo(401);
    }

    @Test
    void user_seesOnlyThemselves() {
        JsonObject token =
                json(login("demo", USERS.password("demo").orElseThrow())).getJsonObject("token");
        String demo = token.getJsonObject("user").getString("id");

        assertThat(json(get("/users/" + demo, token("demo")))
                        .getJsonObject("user")
                        .getString("name"))
                .isEqualTo("demo");
        assertThat(get("/users/" + demo, token("alt")).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"auth\"",
                "{",
                "{\"auth\": 1}",
                "{\"auth\": {}}",
                "{\"auth\": {\"identity\": {\"methods\": \"password\"}}}",
                "{\"auth\": {\"identity\": {\"methods\": [\"password\"]}}}",
                "{\"auth\": {\"identity\": {\"methods\": [\"password\"], \"password\": {\"user\": {\"name\": \"demo\"}}}}}",
                "{\"auth\": {\"identity\": {\"methods\": [\"token\"], \"token\": {\"id\": null}}}}"
            })
    void login_malformed_isABadRequest(String body) {
        HttpResponse<String> answer = send("POST", "/auth/tokens", null, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).getJsonObject("error").getString("title")).isEqualTo("Bad Request");
    }

    @Test
    void login_hugeOrDeepBody_isRefused() {
        assertThat(send("POST", "/auth/tokens", null, "x".repeat(100_000)).statusCode())
                .isEqualTo(413);
        assertThat(send("POST", "/auth/tokens", null, "{\"auth\":".repeat(5_000))
                        .statusCode())
                .isEqualTo(400);
    }

    private static HttpResponse<String> login(String user, String password) {
        return send(
                "POST",
                "/auth/tokens",
                null,
                passwordRequest(user, password, null).encode());
    }

    private static String token(String user) {
        return tokenOf(login(user, USERS.password(user).orElseThrow()));
    }

    private static String tokenOf(HttpResponse<String> login) {
        assertThat(login.statusCode()).as(login.body()).isEqualTo(201);
        return login.headers().firstValue("X-Subject-Token").orElseThrow();
    }

    private static HttpResponse<String> exchange(String token, Object scope) {
        JsonObject method =
                new JsonObject().put("methods", JsonArray.of("token")).put("token", new JsonObject().put("id", token));
        JsonObject auth = new JsonObject().put("identity", method).put("scope", scope);
        return send(
                "POST", "/auth/tokens", null, new JsonObject().put("auth", auth).encode());
    }

    private static HttpResponse<String> validate(String bearer, String subject) {
        return subject("GET", bearer, subject);
    }

    private static HttpResponse<String> subject(String method, String bearer, String subject) {
        return send(request(identity.url() + "/auth/tokens")
                .method(method, BodyPublishers.noBody())
                .header("X-Auth-Token", bearer)
                .header("X-Subject-Token", subject));
    }

    private static JsonObject passwordRequest(String user, String password, Object scope) {
        JsonObject who =
                new JsonObject().put("name", user).put("domain", domain()).put("password", password);
        JsonObject method = new JsonObject()
                .put("methods", JsonArray.of("password"))
                .put("password", new JsonObject().put("user", who));
        JsonObject auth = new JsonObject().put("identity", method);
        return new JsonObject().put("auth", scope == null ? auth : auth.put("scope", scope));
    }

    private static JsonObject project(String name) {
        return new JsonObject()
                .put("project", new JsonObject().put("name", name).put("domain", domain()));
    }

    private static JsonObject domain() {
        return new JsonObject().put("name", "Default");
    }

    private static List<String> names(JsonArray array) {
        return array.stream().map(it -> ((JsonObject) it).getString("name")).toList();
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return new JsonObject(answer.body());
    }

    private static HttpResponse<String> get(String path, String token) {
        return send("GET", path, token, null);
    }

    private static HttpResponse<String> send(String method, String path, String token, String body) {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request = request(identity.url() + path).method(method, publisher);
        return send(token == null ? request : request.header("X-Auth-Token", token));
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }
}
