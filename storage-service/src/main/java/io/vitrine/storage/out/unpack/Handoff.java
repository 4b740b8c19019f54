/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * Brings chunks from a sender that must not be blocked to a thread that reads them as a stream. It holds one chunk: the
 * sender is told to go on when the reader wants more. Either side may end it, and the other one learns why.
 */
final class Handoff extends InputStream {

    private static final int BYTE = 0xff;

    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(2);
    private volatile Throwable left;
    private Piece current = new Piece(ByteBuffer.allocate(0), new CompletableFuture<>(), null);
    private long count;

    /** A chunk; or the end, which has no bytes and, unless it was a good one, a failure. */
    private record Piece(ByteBuffer bytes, CompletableFuture<Void> taken, Throwable failure) {}

    /** Takes a chunk, one at a time; done when there is room for the next, failed when the reader has left. */
    CompletableFuture<Void> offer(ByteBuffer chunk) {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        pieces.add(new Piece(chunk, taken, null));
        if (left != null) {
            turnAway();
        }
        return taken;
    }

    /** No chunk will come any more: all came if there is no {@code failure}. */
    void end(Throwable failure) {
        pieces.add(new Piece(null, new CompletableFuture<>(), failure));
    }

    /** Nobody will read any more. */
    void leave(Throwable why) {
        left = why;
        current.taken().completeExceptionally(why);
        turnAway();
    }

    /** The sender's failure, once the reader has come to it; else null. */
    Throwable failure() {
        return current.failure();
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & BYTE;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (current.bytes() != null && !current.bytes().hasRemaining()) {
            current.taken().complete(null);
            current = next();
        }
        if (current.failure() != null) {
            throw new IOException(current.failure());
        }
        if (current.bytes() == null) {
            return -1;
        }
        int size = Math.min(length, current.bytes().remaining());
        current.bytes().get(target, offset, size);
        count += size;
        return size;
    }

    private Piece next() throws InterruptedIOException {
        try {
            return pieces.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void turnAway() {
        for (Piece piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            piece.taken().completeExceptionally(left);
        }
    }
}
