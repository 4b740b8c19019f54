/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

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
        Path pidFile = data.resolve("postmaster.pid");
        Optional<ProcessHandle> process = PidFile.read(pidFile).flatMap(ProcessHandle::of);
        Optional<ProcessHandle> server = process.filter(candidate -> runsOn(candidate, data));
        try {
            if (server.isPresent()) {
                interrupt(server.get());
            } else if (process.isPresent()) {
                Files.delete(pidFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop the PostgreSQL server that " + pidFile + " names", e);
        }
        return server.isPresent();
    }

    private static boolean runsOn(ProcessHandle process, Path data) {
        String line = process.info().commandLine().orElse("");
        return line.contains("postgres") && line.contains(data.toAbsolutePath().toString());
    }

    /** SIGINT is PostgreSQL's fast shutdown; the SIGTERM that Java can send would wait for every client to leave. */
    private static void interrupt(ProcessHandle server) throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                .inheritIO()
                .start();
        try {
            server.onExit().get(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            server.destroyForcibly();
            server.onExit().join();
        }
    }
}
