/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.minio.ByteBuffer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A part of an object. Takes the memory of what there is of it; the client's own buffer would take twice that while it grows. */
final class S3Part extends ByteBuffer {

    private static final int BLOCK = 256 * 1024;

    private final int size;
    private final List<byte[]> blocks = new ArrayList<>();
    private int filled;

    /** Holds nothing yet of {@code size} bytes at most. */
    S3Part(int size) {
        super(size);
        this.size = size;
    }

    /** Who is shown bytes: the first {@code length} of {@code block}. */
    @FunctionalInterface
    interface Eye {
        void see(byte[] block, int length);
    }

    /** Most bytes in it. */
    int capacity() {
        return size;
    }

    boolean isFull() {
        return filled == size;
    }

    /** Takes bytes from the chunk, as many as fit. */
    void take(java.nio.ByteBuffer chunk) {
        while (chunk.hasRemaining() && !isFull()) {
            int inBlock = filled % BLOCK;
            if (inBlock == 0) {
                blocks.add(new byte[Math.min(BLOCK, size - filled)]);
            }
            byte[] block = blocks.getLast();
            int fits = Math.min(chunk.remaining(), block.length - inBlock);
            chunk.get(block, inBlock, fits);
            filled += fits;
        }
    }

    /** Shows its bytes in order. */
    void show(Eye eye) {
        int left = filled;
        for (byte[] block : blocks) {
            eye.see(block, Math.min(block.length, left));
            left -= block.length;
        }
    }

    @Override
    public long length() {
        return filled;
    }

    @Override
    public InputStream inputStream() {
        List<InputStream> all = new ArrayList<>();
        show((block, length) -> all.add(new ByteArrayInputStream(block, 0, length)));
        return new SequenceInputStream(Collections.enumeration(all));
    }
}
