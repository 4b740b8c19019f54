/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A real PostgreSQL server for one machine, reachable over loopback only and only with its password. */
public final class LocalPostgres implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final EmbeddedPostgres server;
    private final ForeignProcess process;
    private final String password;

    private LocalPostgres(EmbeddedPostgres server, ForeignProcess process, String password) {
        this.server = server;
        this.process = process;
        this.password = password;
    }

    /** Starts the server and waits until it answers; one that a killed parent left on the same data is stopped first. */
    public static LocalPostgres start(PostgresOptions options) {
        PostgresLeftover.stop(options.data());
        try {
            String password = options.password();
            EmbeddedPostgres server = options.builder(password).start();
            // what was started is pg_ctl, which has ended; the server is on its own
            ForeignProcess process = PostgresLeftover.find(options.data())
                    .orElseThrow(() -> new IllegalStateException("The server ended at once"));
            return new LocalPostgres(server, process, password);
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException("PostgreSQL did not start, see " + options.log(), e);
        }
    }

    /** Creates an empty database unless it is there already. */
    public void createDatabase(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("Not a plain database name: " + name);
        }
        try (Connection connection = server.getDatabase(SUPERUSER, "postgres", Map.of("password", password))
                        .getConnection();
                var known = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
                var create = connection.createStatement()) {
            known.setString(1, name);
            if (!known.executeQuery().next()) {
                create.execute("CREATE DATABASE " + name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create the database " + name, e);
        }
    }

    /** The address of a database, as Vert.x and libpq read it: {@code postgresql://127.0.0.1:5432/catalog}. */
    public String url(String database) {
        return "postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database);
    }

    public int port() {
        return server.getPort();
    }

    public String username() {
        return SUPERUSER;
    }

    public String password() {
        return password;
    }

    /** Completes when the server ends, whoever ended it. */
    public CompletableFuture<Void> exited() {
        return process.ended();
    }

    /** Ends the server as a crash would; what was committed is there again after the next start. */
    public void kill() {
        process.handle().destroyForcibly();
        process.ended().join();
    }

    /** Stops the server in order, ending open connections. */
    @Override
    public void close() {
        try {
            server.close();
            process.awaitEnd(STOP_PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop PostgreSQL", e);
        }
    }

    static Path passwordFile(Path data) {
        return data.resolveSibling(data.getFileName() + ".password");
    }

    static String passwordOf(Path data) throws IOException {
        Path file = passwordFile(data);
        if (!Files.exists(file)) {
            Secrets.write(file, Secrets.password());
        }
        return Files.readString(file);
    }
}
