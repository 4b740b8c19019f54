/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A range of the image that a recogniser waits for. Takes memory only once its first byte comes. */
final class Region {

    private final long offset;
    private final int length;
    private final Consumer<Bytes> then;
    private byte[] data;
    private int present;

    Region(long offset, int length, Consumer<Bytes> then) {
        this.offset = offset;
        this.length = length;
        this.then = then;
    }

    long start() {
        return offset;
    }

    long end() {
        return offset + length;
    }

    int held() {
        return data == null ? 0 : length;
    }

    /** Takes what it wants of the {@code count} bytes at {@code index} of the chunk, which are the image's at {@code position}. */
    void take(ByteBuffer chunk, int index, long position, int count) {
        long skip = Math.max(0, offset - position);
        if (skip >= count) {
            return;
        }
        if (data == null) {
            data = new byte[length];
        }
        int wanted = Math.min(count - (int) skip, length - present);
        chunk.get(index + (int) skip, data, present, wanted);
        present += wanted;
    }

    void deliver() {
        then.accept(data == null ? Bytes.missing(length) : new Bytes(data, present));
    }
}
