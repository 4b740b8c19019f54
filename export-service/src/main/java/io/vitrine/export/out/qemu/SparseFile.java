/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A new file, written from its beginning to its end, in which blocks of zeros take no room. */
final class SparseFile implements AutoCloseable {

    private static final int HOLE = 64 * 1024;
    private static final byte[] ZEROS = new byte[HOLE];

    private final FileChannel file;
    private long end;

    SparseFile(Path path) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Writes the first {@code length} bytes of the block. */
    void write(byte[] block, int length) throws IOException {
        int from = 0;
        while (from < length) {
            int to = from;
            while (to < length && !isZero(block, to, Math.min(to + HOLE, length))) {
                to = Math.min(to + HOLE, length);
            }
            put(block, from, to);
            from = to == length ? length : Math.min(to + HOLE, length);
        }
        end += length;
    }

    private void put(byte[] block, int from, int to) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(block, from, to - from);
        long position = end + from;
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
    }

    private static boolean isZero(byte[] block, int from, int to) {
        return Arrays.mismatch(block, from, to, ZEROS, 0, to - from) < 0;
    }

    /** Gives the file its length, if it ends with zeros. */
    @Override
    public void close() throws IOException {
        try (file) {
            if (file.size() < end) {
                file.write(ByteBuffer.wrap(ZEROS, 0, 1), end - 1);
            }
        }
    }
}
