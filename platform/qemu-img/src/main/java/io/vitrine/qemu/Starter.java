/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts programs that die with this process. The kernel ends them when the thread that started them ends (prctl(2),
 * PR_SET_PDEATHSIG), and those of pools do so any time; this one's only ends with the process.
 */
final class Starter {

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("qemu-img-starter").factory());

    private Starter() {}

    /** The program, under way. */
    static Process start(ProcessBuilder program) throws IOException {
        try {
            return CompletableFuture.supplyAsync(() -> started(program), THREAD).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException known ? known.getCause() : new IOException(e.getCause());
        }
    }

    private static Process started(ProcessBuilder program) {
        try {
            return program.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
