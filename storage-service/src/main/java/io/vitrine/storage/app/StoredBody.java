/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The bytes of an object that is stored already, read on a worker thread and no faster than they are taken. */
final class StoredBody implements Body {

    private final StoredObject object;

    StoredBody(StoredObject object) {
        this.object = object;
    }

    @Override
    public CompletableFuture<Void> drainTo(Function<ByteBuffer, CompletableFuture<Void>> sink) {
        return CompletableFuture.runAsync(() -> read(sink), Infrastructure.getDefaultWorkerPool());
    }

    /** The same on this thread, which it blocks. */
    void read(Function<ByteBuffer, CompletableFuture<Void>> sink) {
        try (InputStream in = object.open(0, object.size())) {
            pass(in, sink);
        } catch (IOException e) {
            throw new StorageError.Unavailable("The data cannot be read from its store just now.", e);
        }
    }

    /** Gives all of a stream to the sink, no faster than it takes it. */
    static void pass(InputStream in, Function<ByteBuffer, CompletableFuture<Void>> sink) throws IOException {
        byte[] chunk = new byte[Intake.BLOCK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            sink.apply(ByteBuffer.wrap(chunk, 0, read)).join();
        }
    }
}
