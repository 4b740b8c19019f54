/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.storage.out.objects.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes the bytes of one upload in: writes them to the store and gives them to observers, all at the
 * same time, because a digest alone is about as slow as a fast network. Holds {@code blocks} blocks of 256 KiB and no more: a caller
 * who waits for each {@link #take} before the next holds the sender back.
 *
 * <p>Not for use by several threads at once.
 */
final class Intake {

    static final int BLOCK = 256 * 1024;

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final ObjectWriter writer;
    private final List<Consumer<ByteBuffer>> observers;
    private final Lane writing;
    private final List<Lane> observing;
    private final ByteBuffer[] blocks;
    private final CompletableFuture<?>[] used;
    private int current;
    private long size;

    /**
     * Begins with nothing taken.
     *
     * @param writer gets every byte, in order; committed and aborted by the caller
     * @param observers each gets every byte, in order
     * @param blocks most blocks in memory
     * @param pool where the work is done; it may block
     */
    Intake(ObjectWriter writer, List<Consumer<ByteBuffer>> observers, int blocks, Executor pool) {
        this.writer = writer;
        this.writing = new Lane(pool);
        this.observers = observers;
        this.observing = observers.stream().map(each -> new Lane(pool)).toList();
        this.blocks = new ByteBuffer[blocks];
        this.used = new CompletableFuture<?>[blocks];
        for (int i = 0; i < blocks; i++) {
            used[i] = DONE;
        }
    }

    /** Bytes taken so far. */
    long size() {
        return size;
    }

    /** Takes a copy of the chunk; done when there is room for the next one, failed when a write failed. */
    CompletableFuture<Void> take(ByteBuffer chunk) {
        ByteBuffer block = currentBlock();
        int fits = Math.min(chunk.remaining(), block.remaining());
        block.put(chunk.slice().limit(fits));
        chunk.position(chunk.position() + fits);
        size += fits;
        if (block.hasRemaining()) {
            return DONE;
        }
        dispatch();
        CompletableFuture<Void> room =
                used[current].thenRun(() -> currentBlock().clear());
        return chunk.hasRemaining() ? room.thenCompose(free -> take(chunk)) : room;
    }

    /** All bytes were taken: done, with their number, when they are written and every observer has seen them. */
    CompletableFuture<Long> finish() {
        dispatch();
        return all(writing.end(), observing.stream().map(Lane::end)).thenApply(done -> size);
    }

    /** Done when nothing of this upload is at work any more, so that the writer may be aborted. */
    CompletableFuture<Void> quiet() {
        return writing.end().handle((done, failure) -> null);
    }

    private ByteBuffer currentBlock() {
        if (blocks[current] == null) {
            blocks[current] = ByteBuffer.allocate(BLOCK);
        }
        return blocks[current];
    }

    /** Hands the current block to the lanes and moves on to the next, which may still be in use. */
    private void dispatch() {
        ByteBuffer full = currentBlock().flip();
        used[current] = all(
                writing.then(() -> writer.write(full.duplicate())),
                IntStream.range(0, observers.size())
                        .mapToObj(i ->
                                observing.get(i).then(() -> observers.get(i).accept(full.duplicate()))));
        current = (current + 1) % blocks.length;
    }

    private static CompletableFuture<Void> all(CompletableFuture<Void> one, Stream<CompletableFuture<Void>> others) {
        return CompletableFuture.allOf(Stream.concat(Stream.of(one), others).toArray(CompletableFuture[]::new));
    }

    /** Does its tasks one after the other, in order; after the first failure, none. */
    private static final class Lane {

        private final Executor pool;
        private CompletableFuture<Void> last = DONE;

        Lane(Executor pool) {
            this.pool = pool;
        }

        CompletableFuture<Void> then(Task task) {
            last = last.thenRunAsync(() -> run(task), pool);
            return last;
        }

        CompletableFuture<Void> end() {
            return last;
        }

        private static void run(Task task) {
            try {
                task.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Work on one block. */
    @FunctionalInterface
    private interface Task {
        void run() throws IOException;
    }
}
