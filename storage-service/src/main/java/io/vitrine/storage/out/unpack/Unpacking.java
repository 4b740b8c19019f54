/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.unpack;

import io.vitrine.storage.domain.StorageError;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** One image being unpacked, on one thread, which waits for the sender and for the sink. */
final class Unpacking implements Runnable {

    private static final int BLOCK = 64 * 1024;

    /** What may come out of however little: the ratio of a short beginning says nothing. */
    private static final long HARMLESS = 1 << 20;

    private final Handoff handoff;
    private final long cap;
    private final int maxRatio;
    private final Function<ByteBuffer, CompletableFuture<Void>> sink;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Packing packing = Packing.NONE;
    private long size;

    Unpacking(Handoff handoff, long cap, int maxRatio, Function<ByteBuffer, CompletableFuture<Void>> sink) {
        this.handoff = handoff;
        this.cap = cap;
        this.maxRatio = maxRatio;
        this.sink = sink;
    }

    /** Done when the sink took all; failed with whatever went wrong. */
    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void run() {
        try {
            unpack();
            done.complete(null);
        } catch (Throwable e) {
            Throwable why = cause(e);
            handoff.leave(why);
            done.completeExceptionally(why);
        }
    }

    private void unpack() throws IOException {
        BufferedInputStream packed = new BufferedInputStream(handoff, BLOCK);
        byte[] block = new byte[BLOCK];
        try (InputStream unpacked = decoded(() -> open(packed))) {
            for (int read = next(unpacked, block); read >= 0; read = next(unpacked, block)) {
                size += read;
                requireBounds();
                sink.apply(ByteBuffer.wrap(block, 0, read)).join();
            }
        }
    }

    private InputStream open(BufferedInputStream packed) throws IOException {
        packing = Packing.of(packed);
        return packing.open(packed, handoff::count);
    }

    private int next(InputStream unpacked, byte[] block) {
        return decoded(() -> unpacked.read(block));
    }

    private void requireBounds() {
        if (size > cap) {
            throw StorageError.TooLarge.overCap(cap);
        }
        if (size > HARMLESS && size > (double) handoff.count() * maxRatio) {
            throw new StorageError.WrongContent("The " + name() + " data unpacks to more than " + maxRatio
                    + " times its size, which is more than images may; upload it unpacked.");
        }
    }

    /** What goes wrong is the data's fault, unless there is no more of it because the sender failed. */
    private <T> T decoded(Step<T> step) {
        try {
            return step.run();
        } catch (IOException | RuntimeException e) {
            if (handoff.failure() != null) {
                throw new CompletionException(handoff.failure());
            }
            String why = e instanceof EOFException || e.getMessage() == null ? "it ends too early" : e.getMessage();
            throw new StorageError.WrongContent(
                    "The " + name() + " data of the image cannot be unpacked: " + why + ".");
        }
    }

    private String name() {
        return packing.name().toLowerCase(Locale.ROOT);
    }

    private static Throwable cause(Throwable e) {
        return e instanceof CompletionException && e.getCause() != null ? cause(e.getCause()) : e;
    }

    /** Something a decoder does. */
    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }
}
