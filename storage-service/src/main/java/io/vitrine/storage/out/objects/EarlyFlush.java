/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/**
 * Has a file brought to the disk while more of it is written, so that little is left to wait for at its end. The kernel tells
 * only once what the disk refused, so that is kept until then.
 */
final class EarlyFlush {

    private static final long EVERY = 32 << 20;
    private static final Executor BESIDE =
            task -> Thread.ofPlatform().daemon().name("store-flush").start(task);

    private final FileChannel file;
    private CompletableFuture<Void> flush = CompletableFuture.completedFuture(null);
    private long waiting;

    EarlyFlush(FileChannel file) {
        this.file = file;
    }

    /** So many more bytes were written. */
    void written(long bytes) {
        waiting += bytes;
        if (waiting >= EVERY && flush.state() == Future.State.SUCCESS) {
            waiting = 0;
            flush = CompletableFuture.runAsync(this::force, BESIDE);
        }
    }

    /** All was written: returns when it is on the disk; fails where any of it could not be brought there. */
    void finish() throws IOException {
        try {
            flush.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException known ? known.getCause() : new IOException(e.getCause());
        }
        file.force(true);
    }

    private void force() {
        try {
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
