/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import io.vitrine.local.LocalPostgres;
import io.vitrine.local.PostgresOptions;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL with one empty database.
 *
 * @param url as {@code vitrine.database.url} takes it
 * @param server what to close in the end
 */
record TestDatabase(String url, String username, String password, AutoCloseable server) {

    static TestDatabase embedded(String name) {
        LocalPostgres server = LocalPostgres.start(PostgresOptions.throwAway());
        server.createDatabase(name);
        return new TestDatabase(server.url(name), server.username(), server.password(), server);
    }

    static TestDatabase container(String name) {
        PostgreSQLContainer server = new PostgreSQLContainer("postgres:18-alpine").withDatabaseName(name);
        server.start();
        return new TestDatabase(
                "postgresql://" + server.getHost() + ":" + server.getFirstMappedPort() + "/" + name,
                server.getUsername(),
                server.getPassword(),
                server);
    }
}
