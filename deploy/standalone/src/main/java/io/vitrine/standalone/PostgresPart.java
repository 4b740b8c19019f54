/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import io.vitrine.local.LocalPostgres;
import io.vitrine.local.PostgresOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The embedded PostgreSQL with the services' databases. */
final class PostgresPart implements Part {

    private final PostgresOptions options;
    private final List<String> databases;
    private volatile LocalPostgres server;

    PostgresPart(PostgresOptions options, List<String> databases) {
        this.options = options;
        this.databases = List.copyOf(databases);
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void start() {
        // one that was killed still holds the lock on its data
        stop();
        try {
            server = LocalPostgres.start(options);
            databases.forEach(server::createDatabase);
        } catch (IllegalStateException e) {
            throw new StartFailure("PostgreSQL did not start.", options.log(), e);
        }
    }

    LocalPostgres server() {
        return server;
    }

    @Override
    public CompletableFuture<?> ended() {
        return server.exited();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
