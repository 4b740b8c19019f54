/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.unpack;

import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.StorageError;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Unpacks images as they come: gzip, xz, zstd, and zip with one file, told by their first bytes; anything else passes as it
 * is. One layer is taken off, no more. Memory is bounded, and so is what comes out.
 */
@ApplicationScoped
public class Unpacker {

    private final boolean switchedOn;
    private final int maxRatio;

    Unpacker(StorageConfig config) {
        this.switchedOn = config.imports().decompress();
        this.maxRatio = config.imports().maxRatio();
    }

    /** Whether images are to be unpacked at all. */
    public boolean isSwitchedOn() {
        return switchedOn;
    }

    /** Where a packed image comes from: gives its chunks to a sink, the next when the last one was taken. */
    @FunctionalInterface
    public interface Source {
        CompletableFuture<Void> drainTo(Function<ByteBuffer, CompletableFuture<Void>> sink);
    }

    /**
     * Gives what is in {@code packed} to {@code sink}, chunk by chunk, from a thread of its own that ends with it.
     *
     * @param cap bytes the unpacked image may have
     * @return done when the sink took all; failed with the source's or the sink's failure; with {@link
     *     StorageError.WrongContent} for what cannot be unpacked, or unpacks to too much for its size; with {@link
     *     StorageError.TooLarge}
     */
    public CompletableFuture<Void> unpack(Source packed, long cap, Function<ByteBuffer, CompletableFuture<Void>> sink) {
        return unpack(packed, cap, maxRatio, sink);
    }

    static CompletableFuture<Void> unpack(
            Source packed, long cap, int maxRatio, Function<ByteBuffer, CompletableFuture<Void>> sink) {
        Handoff handoff = new Handoff();
        Unpacking unpacking = new Unpacking(handoff, cap, maxRatio, sink);
        Thread.ofPlatform().daemon().name("unpacking").start(unpacking);
        var unused = CompletableFuture.completedFuture(null)
                .thenCompose(start -> packed.drainTo(handoff::offer))
                .whenComplete((all, failure) -> handoff.end(failure));
        return unpacking.done();
    }
}
