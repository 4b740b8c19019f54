/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** The 512 bytes at the end of every vhd, also at the beginning of all but fixed ones; see Microsoft's VHD 1.0. */
record VhdFooter(long dataOffset, long currentSize, long type, boolean checksumRight) {

    static final int LENGTH = 512;
    static final String COOKIE = "conectix";
    static final int FIXED = 2;
    static final int DYNAMIC = 3;
    static final int DIFFERENCING = 4;

    private static final int CHECKSUM = 64;

    static VhdFooter read(Bytes bytes) {
        return new VhdFooter(
                bytes.u64(16),
                bytes.u64(48),
                bytes.u32(60),
                bytes.u32(CHECKSUM) == checksum(bytes, 0, LENGTH, CHECKSUM));
    }

    /** The complement of the sum of all bytes but the checksum's own. */
    static long checksum(Bytes bytes, int from, int to, int field) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += i >= field && i < field + 4 ? 0 : bytes.u8(i);
        }
        return ~sum & 0xffff_ffffL;
    }
}
