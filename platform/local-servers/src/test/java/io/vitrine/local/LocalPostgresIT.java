/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path home;

    @Test
    void kill_restart_keepsWhatWasCommitted() throws Exception {
        PostgresOptions options = durable();
        try (LocalPostgres first = LocalPostgres.start(options)) {
            first.createDatabase("catalog");
            execute(first, "CREATE TABLE image (name text)");
            execute(first, "INSERT INTO image VALUES ('cirros')");
            first.kill();
            assertThat(first.exited()).succeedsWithin(PATIENCE);
        }

        try (LocalPostgres second = LocalPostgres.start(options)) {
            second.createDatabase("catalog");
            assertThat(query(second, "SELECT name FROM image")).isEqualTo("cirros");
            assertThat(query(second, "SHOW fsync")).isEqualTo("on");
        }
    }

    @Test
    void start_serverLeftRunning_takesItsPlace() throws Exception {
        PostgresOptions options = durable();
        LocalPostgres abandoned = LocalPostgres.start(options);
        abandoned.createDatabase("catalog");

        assertThat(PostgresLeftover.stop(options.data())).isTrue();

        assertThat(abandoned.exited()).succeedsWithin(PATIENCE);
        abandoned.close();
        try (LocalPostgres next = LocalPostgres.start(options)) {
            assertThat(query(next, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void start_pidFileNamesAStranger_isIgnored() throws Exception {
        PostgresOptions options = durable();
        LocalPostgres.start(options).close();
        Files.writeString(
                options.data().resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n");

        try (LocalPostgres next = LocalPostgres.start(options)) {
            next.createDatabase("catalog");
            assertThat(query(next, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void connect_wrongPassword_isRefused() {
        try (LocalPostgres postgres = LocalPostgres.start(PostgresOptions.throwAway())) {
            postgres.createDatabase("catalog");
            String url = "jdbc:" + postgres.url("catalog");
            assertThatThrownBy(() -> DriverManager.getConnection(url, postgres.username(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private PostgresOptions durable() {
        return PostgresOptions.durable(home.resolve("postgres"), 0, home.resolve("postgres.log"));
    }

    private static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(LocalPostgres postgres) throws SQLException {
        postgres.createDatabase("catalog");
        return DriverManager.getConnection("jdbc:" + postgres.url("catalog"), postgres.username(), postgres.password());
    }
}
