/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.nio.ByteBuffer;

/** The last bytes that went by, in a ring. */
final class Tail {

    /** A vmdk footer with its two markers, the longest thing that formats keep at the end. */
    static final int SIZE = 1536;

    private final byte[] ring = new byte[SIZE];
    private long seen;

    void feed(ByteBuffer chunk) {
        int count = Math.min(chunk.remaining(), SIZE);
        int from = chunk.limit() - count;
        seen += chunk.remaining();
        int at = (int) ((seen - count) % SIZE);
        int first = Math.min(count, SIZE - at);
        chunk.get(from, ring, at, first);
        chunk.get(from + first, ring, 0, count - first);
    }

    /** So many bytes are not to be had; the last of all are. */
    void skip(long bytes) {
        seen += bytes;
    }

    /** The last {@code length} bytes; incomplete, and not to be used, where the image is shorter. */
    Bytes last(int length) {
        if (seen < length) {
            return Bytes.missing(length);
        }
        byte[] last = new byte[length];
        for (int i = 0; i < length; i++) {
            last[i] = ring[(int) ((seen - length + i) % SIZE)];
        }
        return new Bytes(last, length);
    }
}
