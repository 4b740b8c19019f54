/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A range of the image. It always has the length that was asked for; what the file does not have reads as zero, and
 * {@link #complete} says so. Numbers are big-endian unless {@link #littleEndian} was called.
 */
final class Bytes {

    private final ByteBuffer data;
    private final int present;

    Bytes(byte[] data, int present) {
        this.data = ByteBuffer.wrap(data);
        this.present = present;
    }

    static Bytes missing(int length) {
        return new Bytes(new byte[length], 0);
    }

    Bytes littleEndian() {
        data.order(ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    Bytes slice(int at, int length) {
        byte[] part = new byte[length];
        data.get(at, part);
        Bytes slice = new Bytes(part, Math.clamp(present - at, 0, length));
        slice.data.order(data.order());
        return slice;
    }

    boolean complete() {
        return present == data.capacity();
    }

    int present() {
        return present;
    }

    int u8(int at) {
        return Byte.toUnsignedInt(data.get(at));
    }

    int u16(int at) {
        return Short.toUnsignedInt(data.getShort(at));
    }

    long u32(int at) {
        return Integer.toUnsignedLong(data.getInt(at));
    }

    /** Negative for what is above 2^63 - 1: no file has such a size or place. */
    long u64(int at) {
        return data.getLong(at);
    }

    /** Whether these characters, each one byte, are there. */
    boolean is(int at, String text) {
        byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
        return present >= at + expected.length
                && data.slice(at, expected.length).equals(ByteBuffer.wrap(expected));
    }

    boolean zero(int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (data.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The bytes themselves, for checksums. */
    byte[] array() {
        return data.array();
    }
}
