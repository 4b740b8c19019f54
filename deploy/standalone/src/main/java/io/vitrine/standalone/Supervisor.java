/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Starts parts in order, starts again what dies, and stops all in the opposite order. */
final class Supervisor {

    /** So long a part that ended is left alone: when everything is being stopped, it is the stop that ended it. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final PrintStream out;
    private final Deque<List<Part>> started = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;

    Supervisor(PrintStream out) {
        this.out = out;
    }

    /** Starts parts that do not need each other, and returns when all of them can be used. */
    void start(List<? extends Part> parts) {
        synchronized (started) {
            started.push(List.copyOf(parts));
        }
        List<CompletableFuture<Void>> starts =
                parts.stream().map(this::startOne).toList();
        try {
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartFailure failure ? failure : e;
        }
    }

    /** Stops everything that was started; safe at any moment, also while parts are starting. */
    void stop() {
        stopping = true;
        stopOnce();
        threads.shutdownNow();
        // a part that was just being started again when the stop began
        stopOnce();
    }

    private void stopOnce() {
        List<List<Part>> groups;
        synchronized (started) {
            groups = List.copyOf(started);
        }
        for (List<Part> group : groups) {
            // not the common pool, which has one thread on a machine with two processors
            try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
                CompletableFuture.allOf(group.stream()
                                .map(part -> CompletableFuture.runAsync(part::stop, beside))
                                .toArray(CompletableFuture[]::new))
                        .join();
            }
        }
    }

    private CompletableFuture<Void> startOne(Part part) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                Instant begin = Instant.now();
                part.start();
                double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
                out.printf(Locale.ROOT, "  %-16s ready after %4.1f s%n", part.name(), seconds);
                ready.complete(null);
            } catch (RuntimeException e) {
                ready.completeExceptionally(e);
                return;
            }
            keepRunning(part);
        });
        return ready;
    }

    private void keepRunning(Part part) {
        boolean runs = true;
        while (runs) {
            Object code = part.ended().join();
            String known = code == null ? "" : " (exit code " + code + ")";
            runs = revive(part, part.name() + " ended by itself" + known);
        }
    }

    /** Starts a part until it runs again; false when everything is being stopped meanwhile. */
    private boolean revive(Part part, String reason) {
        Duration pause = FIRST_PAUSE;
        String what = reason;
        while (waitUnlessStopping(pause)) {
            out.println(what + "; starting it again");
            try {
                part.start();
                out.println(part.name() + " is up again");
                return true;
            } catch (StartFailure e) {
                what = e.report();
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
        return false;
    }

    private boolean waitUnlessStopping(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !stopping;
    }
}
