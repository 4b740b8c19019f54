/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.diskformat.DiskInspector;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.TakenIn;
import io.vitrine.storage.out.objects.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Takes the bytes of one upload in: writes them to the store, computes both digests and looks at the format, all at the
 * same time, because a digest alone is about as slow as a fast network. Holds {@code blocks} blocks of 256 KiB and no more: a caller
 * who waits for each {@link #take} before the next holds the sender back.
 *
 * <p>Not for use by several threads at once.
 */
final class Intake {

    static final int BLOCK = 256 * 1024;

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final ObjectWriter writer;
    private final MessageDigest md5 = digest("MD5");
    private final MessageDigest sha512 = digest("SHA-512");
    private final DiskInspector inspector = new DiskInspector();
    private final Lane writing;
    private final Lane md5ing;
    private final Lane sha512ing;
    private final Lane inspecting;
    private final ByteBuffer[] blocks;
    private final CompletableFuture<?>[] used;
    private int current;
    private long size;

    /**
     * Begins with nothing taken.
     *
     * @param writer gets every byte, in order; committed and aborted by the caller
     * @param blocks most blocks in memory
     * @param pool where the work is done; it may block
     */
    Intake(ObjectWriter writer, int blocks, Executor pool) {
        this.writer = writer;
        this.writing = new Lane(pool);
        this.md5ing = new Lane(pool);
        this.sha512ing = new Lane(pool);
        this.inspecting = new Lane(pool);
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

    /** All bytes were taken: done when they are written, digested and inspected. */
    CompletableFuture<TakenIn> finish() {
        dispatch();
        return CompletableFuture.allOf(writing.end(), md5ing.end(), sha512ing.end(), inspecting.end())
                .thenApply(all -> new TakenIn(new Digests(size, hex(md5), hex(sha512)), inspector.finish()));
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
        used[current] = CompletableFuture.allOf(
                writing.then(() -> writer.write(full.duplicate())),
                md5ing.then(() -> md5.update(full.duplicate())),
                sha512ing.then(() -> sha512.update(full.duplicate())),
                inspecting.then(() -> inspector.feed(full.duplicate())));
        current = (current + 1) % blocks.length;
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
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
