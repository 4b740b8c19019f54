/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The PostgreSQL server that goes on running when its parent is killed.
 *
 * <p>{@code postmaster.pid} names it, but PostgreSQL also refuses to start when that number has since been given to any
 * other program (usual in containers, where numbers repeat): such a file is removed.
 */
public final class PostgresLeftover {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private PostgresLeftover() {}

    /**
     * Stops a server that still runs on this data.
     *
     * @return whether there was one
     */
    public static boolean stop(Path data) {
        Optional<ForeignProcess> server = find(data);
        // SIGINT is the fast shutdown; the SIGTERM that Java sends would wait for every client to leave
        server.ifPresent(it -> it.interrupt(STOP_PATIENCE));
        try {
            Files.deleteIfExists(pidFile(data));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + pidFile(data), e);
        }
        return server.isPresent();
    }

    /** The server that runs on this data. */
    static Optional<ForeignProcess> find(Path data) {
        return PidFile.read(pidFile(data))
                .flatMap(ProcessHandle::of)
                .map(ForeignProcess::new)
                .filter(it -> runsOn(it, data));
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    private static boolean runsOn(ForeignProcess process, Path data) {
        String line = process.commandLine();
        return line.contains("postgres") && line.contains(data.toAbsolutePath().toString());
    }
}
