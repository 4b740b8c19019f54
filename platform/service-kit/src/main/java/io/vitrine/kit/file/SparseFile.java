/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A new file, written from its beginning to its end, in which long runs of zeros take no room. */
public final class SparseFile {

    private static final int HOLE = 64 * 1024;
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(HOLE).asReadOnlyBuffer();

    private final FileChannel file;
    private long end;

    /** {@code file} has nothing in it yet; it is the caller's to close. */
    public SparseFile(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes all of the block. Zeros are left out where a whole piece of 64 KiB has nothing else, counted from the block's
     * beginning.
     *
     * @return bytes that were really written
     */
    public long write(ByteBuffer block) throws IOException {
        long written = 0;
        while (block.hasRemaining()) {
            int data = data(block);
            written += data;
            put(block.slice(block.position(), data));
            int hole = holeAt(block, block.position() + data) ? HOLE : 0;
            block.position(block.position() + data + hole);
            end += hole;
        }
        return written;
    }

    /** How many bytes there are before the first hole. */
    private static int data(ByteBuffer block) {
        int at = block.position();
        while (at < block.limit() && !holeAt(block, at)) {
            at = Math.min(at + HOLE, block.limit());
        }
        return at - block.position();
    }

    private static boolean holeAt(ByteBuffer block, int at) {
        return block.limit() - at >= HOLE && block.slice(at, HOLE).mismatch(ZEROS) < 0;
    }

    private void put(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            end += file.write(bytes, end);
        }
    }

    /** All was written: gives the file its length, which it has not where it ends with zeros. */
    public void finish() throws IOException {
        if (file.size() < end) {
            file.write(ZEROS.slice(0, 1), end - 1);
        }
    }
}
