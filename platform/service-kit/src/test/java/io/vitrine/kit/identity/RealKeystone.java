/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** OpenStack's own Keystone, from Debian's package python3-keystone, on SQLite in a directory of its own. */
final class RealKeystone implements AutoCloseable {

    static final String PASSWORD = "only-for-this-test";

    /** Short, so that tokens, the service's own too, run out during the tests. */
    static final Duration TOKEN_LIFE = Duration.ofSeconds(8);

    private final Path home;
    private final int port;
    private Process server;

    RealKeystone() throws IOException {
        home = Files.createTempDirectory("keystone");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.createDirectories(home.resolve("fernet"));
        Files.writeString(home.resolve("keystone.conf"), """
                [database]
                connection = sqlite:///%1$s/keystone.db
                [token]
                expiration = %2$d
                allow_expired_window = 0
                [fernet_tokens]
                key_repository = %1$s/fernet
                [identity]
                password_hash_rounds = 4
                """.formatted(home, TOKEN_LIFE.toSeconds()));
        letReadersAndWritersShareTheDatabase();
        manage("db_sync");
        manage("fernet_setup", "--keystone-user", "root", "--keystone-group", "root");
        manage("bootstrap", "--bootstrap-password", PASSWORD, "--bootstrap-public-url", url());
        start();
        createServiceUser();
    }

    String url() {
        return "http://127.0.0.1:" + port + "/v3";
    }

    void start() {
        server = run("keystone-wsgi-public", "--port", String.valueOf(port), "--host", "127.0.0.1");
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(this::answers);
    }

    void stop() {
        server.destroy();
        await().atMost(Duration.ofSeconds(20)).until(() -> !server.isAlive());
    }

    @Override
    public void close() {
        server.destroyForcibly();
    }

    /** A token of the user in the project. */
    String token(String user, String project) {
        return given().baseUri(url())
                .contentType("application/json")
                .body("""
                        {"auth": {"identity": {"methods": ["password"], "password": {"user": {
                            "name": "%s", "password": "%s", "domain": {"id": "default"}}}},
                          "scope": {"project": {"name": "%s", "domain": {"id": "default"}}}}}""".formatted(user, PASSWORD, project))
                .post("/auth/tokens")
                .then()
                .statusCode(201)
                .extract()
                .header("X-Subject-Token");
    }

    void revoke(String token) {
        given().baseUri(url())
                .header("X-Auth-Token", token)
                .header("X-Subject-Token", token)
                .delete("/auth/tokens")
                .then()
                .statusCode(204);
    }

    private void createServiceUser() {
        String project = create("project", "{\"project\": {\"name\": \"service\"}}");
        String user = create("user", "{\"user\": {\"name\": \"catalog\", \"password\": \"%s\"}}".formatted(PASSWORD));
        String role = create("role", "{\"role\": {\"name\": \"service\"}}");
        admin().put("/projects/" + project + "/users/" + user + "/roles/" + role)
                .then()
                .statusCode(204);
    }

    private String create(String kind, String body) {
        return admin().body(body)
                .post("/" + kind + "s")
                .then()
                .statusCode(201)
                .extract()
                .path(kind + ".id");
    }

    private RequestSpecification admin() {
        return given().baseUri(url()).contentType("application/json").header("X-Auth-Token", token("admin", "admin"));
    }

    private boolean answers() {
        return given().baseUri(url()).get("").statusCode() == 200;
    }

    // Keystone keeps a read transaction open on a second connection, which would lock SQLite's default journal.
    private void letReadersAndWritersShareTheDatabase() {
        complete(
                "python3",
                "-c",
                "import sqlite3; sqlite3.connect('%s/keystone.db').execute('pragma journal_mode=wal')".formatted(home));
    }

    private void manage(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "keystone-manage",
                "--config-file",
                home.resolve("keystone.conf").toString()));
        command.addAll(List.of(arguments));
        complete(command.toArray(String[]::new));
    }

    private void complete(String... command) {
        int exit = run(command).onExit().join().exitValue();
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + exit + ", see " + log());
        }
    }

    private Process run(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("OS_KEYSTONE_CONFIG_DIR", home.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command[0] + " (Debian package python3-keystone)", e);
        }
    }

    private Path log() {
        return home.resolve("keystone.log");
    }
}
