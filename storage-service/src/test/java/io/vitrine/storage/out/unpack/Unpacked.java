/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.unpack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Unpacks bytes in chunks of one size. */
final class Unpacked {

    private static final long PATIENCE = 30;

    /** What the sink got, even when it ended badly. */
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private final long cap;
    private final int maxRatio;

    Unpacked(long cap, int maxRatio) {
        this.cap = cap;
        this.maxRatio = maxRatio;
    }

    /** Without limits that matter. */
    static byte[] of(byte[] packed, int chunk) {
        Unpacked unpacked = new Unpacked(Long.MAX_VALUE, Integer.MAX_VALUE);
        unpacked.unpack(packed, chunk);
        return unpacked.bytes.toByteArray();
    }

    void unpack(byte[] packed, int chunk) {
        join(Unpacker.unpack(sink -> send(ByteBuffer.wrap(packed), chunk, sink), cap, maxRatio, this::take));
    }

    private CompletableFuture<Void> take(ByteBuffer chunk) {
        byte[] copy = new byte[chunk.remaining()];
        chunk.get(copy);
        bytes.writeBytes(copy);
        return CompletableFuture.completedFuture(null);
    }

    private static CompletableFuture<Void> send(
            ByteBuffer rest, int chunk, Function<ByteBuffer, CompletableFuture<Void>> sink) {
        return CompletableFuture.runAsync(() -> {
            while (rest.hasRemaining()) {
                int size = Math.min(chunk, rest.remaining());
                sink.apply(rest.slice().limit(size)).join();
                rest.position(rest.position() + size);
            }
        });
    }

    static void join(CompletableFuture<Void> done) {
        try {
            done.get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
