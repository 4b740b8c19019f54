/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/**
 * The end of the image.
 *
 * @param length bytes of the file
 * @param tail its last bytes
 */
record Ending(long length, Tail tail) {

    /** Whether the file has all of this range; never true for a negative offset or length, as overflows give. */
    boolean holds(long offset, long size) {
        return offset >= 0 && size >= 0 && offset <= length - size;
    }

    Bytes last(int count) {
        return tail.last(count);
    }
}
