/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.conformance.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process of the local stack under {@code conformance.home}, found by its pid file. */
enum Victim {
    CATALOG("run/catalog-service.pid"),
    STORAGE("run/storage-service.pid"),
    EXPORT("run/export-service.pid"),
    AUDIT("run/audit-service.pid"),
    KAFKA("kafka/kafka.pid"),
    POSTGRESQL("postgres/data/postmaster.pid");

    /** Held by tests that kill: what one kills, another one needs. */
    static final String LOCK = "Vitrine's processes";

    private final String pidFile;

    Victim(String pidFile) {
        this.pidFile = pidFile;
    }

    /** Kills it without a chance to tidy up, and returns the process id it had. */
    long kill() {
        long pid = pid();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        assertThat(process.destroyForcibly()).as("killing " + this).isTrue();
        return pid;
    }

    /** Kills it at that moment from now. */
    long killAfter(Duration delay) {
        return CompletableFuture.supplyAsync(
                        this::kill, CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS))
                .join();
    }

    /** The launcher starts again what died. */
    void awaitSuccessor(long killed) {
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> {
            assertThat(pid()).isNotEqualTo(killed);
            assertThat(ProcessHandle.of(pid())).isPresent();
        });
    }

    private long pid() {
        Path file = Target.home().resolve(pidFile);
        try {
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        } catch (IOException e) {
            throw new AssertionError("no pid file of " + this, e);
        }
    }
}
