/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.minio.messages.Part;
import io.vitrine.storage.domain.StorageError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * A multipart upload. One part is filled while others are on their way, each on a virtual thread; how many are on their
 * way at once, for all uploads to the store, the store's permits say.
 */
final class S3ObjectWriter implements ObjectWriter {

    private static final int FIRST_BUFFER = 256 * 1024;
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("s3-part").start(task);

    private final S3ObjectStore store;
    private final UUID key;
    private final String upload;
    private final int partSize;
    private final List<CompletableFuture<Part>> parts = new ArrayList<>();
    private byte[] buffer;
    private int filled;
    private boolean ended;

    S3ObjectWriter(S3ObjectStore store, UUID key, String upload, int partSize, long expectedSize) {
        this.store = store;
        this.key = key;
        this.upload = upload;
        this.partSize = partSize;
        this.buffer = new byte[(int) Math.min(partSize, expectedSize > 0 ? expectedSize : FIRST_BUFFER)];
    }

    @Override
    public void write(ByteBuffer block) throws IOException {
        while (block.hasRemaining()) {
            if (filled == partSize) {
                send();
            }
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(partSize, Math.max(FIRST_BUFFER, 2 * buffer.length)));
            }
            int fits = Math.min(block.remaining(), buffer.length - filled);
            block.get(buffer, filled, fits);
            filled += fits;
        }
    }

    @Override
    public void commit() throws IOException {
        if (filled > 0 || parts.isEmpty()) {
            send();
        }
        List<Part> sent = new ArrayList<>();
        for (CompletableFuture<Part> part : parts) {
            sent.add(result(part));
        }
        try {
            store.uploads().complete(store.object(key), upload, sent);
        } catch (IOException e) {
            requireObject(e);
        }
        end();
        store.bucket().remove(store.partial(key));
    }

    @Override
    public void abort() throws IOException {
        if (ended) {
            return;
        }
        end();
        // a part that arrives after the abort would stay for ever
        CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .handle((done, failure) -> null)
                .join();
        store.uploads().abort(store.object(key), upload);
        store.bucket().remove(store.partial(key));
    }

    private void end() {
        ended = true;
        store.writers().release();
    }

    /** A completion whose answer was lost, or that was repeated, fails though the object is there. */
    private void requireObject(IOException failure) throws IOException {
        if (store.bucket().size(store.object(key)).isEmpty()) {
            throw store.orFull(failure);
        }
    }

    private void send() throws IOException {
        for (CompletableFuture<Part> part : parts) {
            if (part.isCompletedExceptionally()) {
                throw failure(part);
            }
        }
        int number = parts.size() + 1;
        if (number > S3Options.MOST_PARTS) {
            throw StorageError.TooLarge.overParts(store.name(), (long) S3Options.MOST_PARTS * partSize);
        }
        byte[] bytes = buffer;
        int length = filled;
        Semaphore sending = store.sending();
        acquire(sending);
        parts.add(CompletableFuture.supplyAsync(() -> part(number, bytes, length), THREADS)
                .whenComplete((done, failure) -> sending.release()));
        buffer = new byte[partSize];
        filled = 0;
    }

    private Part part(int number, byte[] bytes, int length) {
        try {
            return store.uploads().send(store.object(key), upload, number, bytes, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Part result(CompletableFuture<Part> part) throws IOException {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw failure(part);
        }
    }

    private IOException failure(CompletableFuture<Part> part) {
        Throwable failure = part.exceptionNow();
        return failure instanceof UncheckedIOException io
                ? store.orFull(io.getCause())
                : new IOException("cannot write to the store '" + store.name() + "'", failure);
    }

    private static void acquire(Semaphore permits) throws InterruptedIOException {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to send to the S3 server");
        }
    }
}
