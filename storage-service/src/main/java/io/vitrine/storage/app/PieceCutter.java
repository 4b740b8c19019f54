/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.storage.domain.StorageError;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Cuts the bytes of one request into pieces, of which one at a time is written. Not for use by several threads at once. */
final class PieceCutter {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final LongFunction<CompletableFuture<OpenPiece>> begin;
    private final Function<OpenPiece, CompletableFuture<Void>> finish;
    private final long pieceSize;
    private final long room;
    private long taken;
    private OpenPiece open;
    private volatile boolean stopped;

    /**
     * Begins with nothing taken.
     *
     * @param begin makes the piece of which that many bytes of the request lie before
     * @param finish has a piece kept
     * @param room bytes that may come
     */
    PieceCutter(
            LongFunction<CompletableFuture<OpenPiece>> begin,
            Function<OpenPiece, CompletableFuture<Void>> finish,
            long pieceSize,
            long room) {
        this.begin = begin;
        this.finish = finish;
        this.pieceSize = pieceSize;
        this.room = room;
    }

    /** Takes the chunk; done when there is room for the next one. */
    CompletableFuture<Void> take(ByteBuffer chunk) {
        if (stopped) {
            return CompletableFuture.failedFuture(new StorageError.LeaseLost("The upload goes on elsewhere."));
        }
        if (taken + chunk.remaining() > room) {
            return CompletableFuture.failedFuture(
                    new StorageError.Refused(413, "More bytes came than are left of the upload: " + room + " were."));
        }
        return chunk.hasRemaining() ? piece().thenCompose(piece -> fill(piece, chunk)) : DONE;
    }

    private CompletableFuture<OpenPiece> piece() {
        return open == null
                ? begin.apply(taken).thenApply(begun -> open = begun)
                : CompletableFuture.completedFuture(open);
    }

    private CompletableFuture<Void> fill(OpenPiece piece, ByteBuffer chunk) {
        int fits = (int) Math.min(chunk.remaining(), pieceSize - piece.intake().size());
        ByteBuffer part = chunk.slice().limit(fits);
        chunk.position(chunk.position() + fits);
        taken += fits;
        CompletableFuture<Void> filled = piece.intake().take(part);
        return piece.intake().size() < pieceSize
                ? filled
                : filled.thenCompose(full -> end()).thenCompose(kept -> take(chunk));
    }

    /** Keeps what came of the piece under way. */
    CompletableFuture<Void> end() {
        OpenPiece last = abandon();
        return last == null ? DONE : finish.apply(last);
    }

    /** Takes nothing any more. */
    void stop() {
        stopped = true;
    }

    /** The piece under way, which is the caller's then; null for none. Not while a chunk is taken. */
    OpenPiece abandon() {
        OpenPiece last = open;
        open = null;
        return last;
    }
}
