/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes into an image as one would with a hex editor. */
final class Editor {

    private ByteBuffer image;

    Editor(byte[] image) {
        this.image = ByteBuffer.wrap(image.clone());
    }

    static Editor blank(int length) {
        return new Editor(new byte[length]);
    }

    Editor little() {
        image.order(ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    Editor u8(int at, int value) {
        image.put(at, (byte) value);
        return this;
    }

    Editor u16(int at, int value) {
        image.putShort(at, (short) value);
        return this;
    }

    Editor u32(int at, long value) {
        image.putInt(at, (int) value);
        return this;
    }

    Editor u64(int at, long value) {
        image.putLong(at, value);
        return this;
    }

    Editor text(int at, String latin1) {
        return put(at, latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    Editor put(int at, byte[] bytes) {
        image.put(at, bytes);
        return this;
    }

    /**
     * The first occurrence of a text in the image becomes another; a shorter one is filled with blanks, a longer one
     * overwrites what follows.
     */
    Editor replace(String from, String to) {
        String all = new String(image.array(), StandardCharsets.ISO_8859_1);
        int at = all.indexOf(from);
        if (at < 0) {
            throw new IllegalArgumentException("not in the image: " + from);
        }
        return text(at, to + " ".repeat(Math.max(0, from.length() - to.length())));
    }

    /** Cut, or filled with zeros, to this length. */
    Editor resize(int length) {
        image = ByteBuffer.wrap(Arrays.copyOf(image.array(), length)).order(image.order());
        return this;
    }

    int length() {
        return image.capacity();
    }

    long u32(int at) {
        return Integer.toUnsignedLong(image.getInt(at));
    }

    long u64(int at) {
        return image.getLong(at);
    }

    int find(byte[] bytes) {
        for (int at = 0; at <= image.capacity() - bytes.length; at += 4) {
            if (image.slice(at, bytes.length).equals(ByteBuffer.wrap(bytes))) {
                return at;
            }
        }
        throw new IllegalArgumentException("not in the image");
    }

    byte[] bytes() {
        return image.array();
    }
}
