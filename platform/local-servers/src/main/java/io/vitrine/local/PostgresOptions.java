/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How to run PostgreSQL.
 *
 * @param data the data directory; the server's programs and its password are kept beside it
 * @param port the port on loopback; 0 takes a free one
 * @param log the file that the server's messages are appended to
 * @param durable whether data outlives the run: commits are forced to disk, and nothing is removed at the end
 */
public record PostgresOptions(Path data, int port, Path log, boolean durable) {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final String CONNECTIONS = "200";
    // Only what is used of it is taken.
    private static final String CACHE = "512MB";
    private static final String LOG_BETWEEN_CHECKPOINTS = "2GB";

    public PostgresOptions {
        data = data.toAbsolutePath().normalize();
        port = new LocalPort(port).orFree().number();
    }

    /** A server whose data stays. */
    public static PostgresOptions durable(Path data, int port, Path log) {
        return new PostgresOptions(data, port, log, true);
    }

    /** A server for one test run: fast, on a free port, gone with the process that started it. */
    public static PostgresOptions throwAway() {
        try {
            Path directory = Files.createTempDirectory("vitrine-postgres");
            return new PostgresOptions(directory.resolve("data"), 0, directory.resolve("postgres.log"), false);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary directory", e);
        }
    }

    String password() throws IOException {
        return LocalPostgres.passwordOf(data);
    }

    EmbeddedPostgres.Builder builder(String password) throws IOException {
        Files.createDirectories(data);
        Files.createDirectories(log.toAbsolutePath().getParent());
        var redirect = ProcessBuilder.Redirect.appendTo(log.toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(!durable)
                .setRegisterShutdownHook(!durable)
                .setPGStartupWait(START_PATIENCE)
                .setOutputRedirector(redirect)
                .setErrorRedirector(redirect)
                .setConnectConfig("password", password)
                // these two reach initdb as options like every locale setting does, and end its default of trusting
                // everyone
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", LocalPostgres.passwordFile(data).toString())
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", CONNECTIONS);
        if (durable) {
            // a cleaner of the temporary directory must not take away the programs of a server that runs for months
            builder.setOverrideWorkingDirectory(
                    data.resolveSibling("postgres-programs").toFile());
            // both are off by default: the library is made for tests
            builder.setServerConfig("fsync", "on");
            builder.setServerConfig("synchronous_commit", "on");
            builder.setServerConfig("shared_buffers", CACHE);
            builder.setServerConfig("max_wal_size", LOG_BETWEEN_CHECKPOINTS);
        }
        return builder;
    }
}
