/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that is not our child.
 *
 * <p>Nobody may be there to collect it when it ends: in a container without an init it stays in the process table, which
 * Java takes for alive. What has no command line any more has ended.
 */
public record ForeignProcess(ProcessHandle handle) {

    private static final Duration PAUSE = Duration.ofMillis(100);

    public long pid() {
        return handle.pid();
    }

    public boolean isRunning() {
        return handle.isAlive() && !commandLine().isEmpty();
    }

    /** Its command line; empty when it has ended or belongs to somebody else. */
    String commandLine() {
        return handle.info().commandLine().orElse("");
    }

    /** Completes when it has ended. */
    CompletableFuture<Void> ended() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            while (isRunning() && pause()) {
                // looked at again
            }
            ended.complete(null);
        });
        return ended;
    }

    /** Waits for its end for at most {@code patience}; true when it has ended. */
    boolean awaitEnd(Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (isRunning()) {
            if (Instant.now().isAfter(deadline) || !pause()) {
                return false;
            }
        }
        return true;
    }

    /** Asks it to end and kills it when it has not within {@code patience}. */
    public void stop(Duration patience) {
        handle.destroy();
        orKill(patience);
    }

    /** Sends SIGINT, which Java cannot, and kills it when it has not ended within {@code patience}. */
    void interrupt(Duration patience) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(pid())).start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run kill", e);
        }
        orKill(patience);
    }

    private void orKill(Duration patience) {
        if (!awaitEnd(patience)) {
            handle.destroyForcibly();
            awaitEnd(patience);
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
