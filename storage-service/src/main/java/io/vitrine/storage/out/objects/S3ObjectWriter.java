/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.minio.messages.Part;
import io.vitrine.storage.domain.StorageError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * A multipart upload. One part is filled while others are on their way, each on a virtual thread. How many are on their way
 * at once, and how many bytes are in memory, for all uploads to the store, the store's permits say: who waits for those of
 * a part has none but of parts on their way, so that nobody waits for ever.
 */
final class S3ObjectWriter implements ObjectWriter {

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("s3-part").start(task);

    private final S3ObjectStore store;
    private final UUID key;
    private final String upload;
    private final long expectedSize;
    private final List<CompletableFuture<Part>> parts = new ArrayList<>();
    private S3Part filling;
    private long sent;
    private boolean ended;

    S3ObjectWriter(S3ObjectStore store, UUID key, String upload, long expectedSize) {
        this.store = store;
        this.key = key;
        this.upload = upload;
        this.expectedSize = expectedSize;
    }

    @Override
    public void write(ByteBuffer block) throws IOException {
        while (block.hasRemaining()) {
            if (filling == null) {
                begin();
            }
            filling.take(block);
            if (filling.isFull()) {
                send();
            }
        }
    }

    @Override
    public void commit() throws IOException {
        if (filling == null && parts.isEmpty()) {
            begin();
        }
        if (filling != null) {
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
        if (filling != null) {
            store.memory().release(filling.capacity());
        }
        store.writers().release();
    }

    /** A completion whose answer was lost, or that was repeated, fails though the object is there. */
    private void requireObject(IOException failure) throws IOException {
        if (store.bucket().size(store.object(key)).isEmpty()) {
            throw store.orFull(failure);
        }
    }

    private void begin() throws IOException {
        for (CompletableFuture<Part> part : parts) {
            if (part.isCompletedExceptionally()) {
                throw failure(part);
            }
        }
        int number = parts.size() + 1;
        if (number > S3Options.MOST_PARTS) {
            throw StorageError.TooLarge.overParts(store.name(), sent);
        }
        int size = store.options().partSize(number, sent, expectedSize);
        acquire(store.memory(), size);
        filling = new S3Part(size);
    }

    private void send() throws IOException {
        acquire(store.sending(), 1);
        S3Part part = filling;
        int number = parts.size() + 1;
        parts.add(
                CompletableFuture.supplyAsync(() -> part(number, part), THREADS).whenComplete((done, failure) -> {
                    store.sending().release();
                    store.memory().release(part.capacity());
                }));
        sent += part.length();
        filling = null;
    }

    private Part part(int number, S3Part bytes) {
        try {
            return store.uploads().send(store.object(key), upload, number, bytes);
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

    private static void acquire(Semaphore permits, int number) throws InterruptedIOException {
        try {
            permits.acquire(number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to send to the S3 server");
        }
    }
}
