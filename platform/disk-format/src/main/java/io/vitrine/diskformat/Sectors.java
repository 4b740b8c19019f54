/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** Sectors of 512 bytes, in which formats count. */
final class Sectors {

    static final int SIZE = 512;

    private Sectors() {}

    /** So many sectors in bytes; -1, which is no size and no place, where that is more than a file can have. */
    static long bytes(long sectors) {
        return sectors < 0 || sectors > Long.MAX_VALUE / SIZE ? -1 : sectors * SIZE;
    }
}
