/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** SparseExtentHeader of VMware's Virtual Disk Format 1.1; places and sizes in sectors unless said otherwise. */
record VmdkHeader(
        long version,
        long flags,
        long capacity,
        long grainSize,
        long descriptorOffset,
        long descriptorSize,
        long entriesPerGrainTable,
        long redundantDirectory,
        long directory,
        int compression) {

    static final int LENGTH = 512;
    static final String MAGIC = "KDMV";

    /** Place of the directory in a header that leaves it to the footer. */
    static final long DIRECTORY_IN_FOOTER = -1;

    private static final long USES_REDUNDANT_DIRECTORY = 1 << 1;

    /** Four bytes that are there to be damaged by a transfer that takes the file for text. */
    private static final String NEWLINES = "\n \r\n";

    static VmdkHeader read(Bytes bytes) {
        Bytes little = bytes.littleEndian();
        return new VmdkHeader(
                little.u32(4),
                little.u32(8),
                little.u64(12),
                little.u64(20),
                little.u64(28),
                little.u64(36),
                little.u32(44),
                little.u64(48),
                little.u64(56),
                little.u16(77));
    }

    static boolean newlinesIntact(Bytes bytes) {
        return bytes.is(73, NEWLINES);
    }

    boolean usesRedundantDirectory() {
        return (flags & USES_REDUNDANT_DIRECTORY) != 0;
    }

    /** Sectors that one entry of the directory stands for; 0 where the header's numbers cannot be. */
    long sectorsPerEntry() {
        boolean sane = grainSize >= 8
                && grainSize <= 1 << 16
                && Long.bitCount(grainSize) == 1
                && entriesPerGrainTable > 0
                && entriesPerGrainTable <= 512;
        return sane ? grainSize * entriesPerGrainTable : 0;
    }

    /** Length of the grain directory in bytes. */
    long directoryBytes() {
        return (capacity / sectorsPerEntry() + 1) * 4;
    }
}
