/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** The part of the header that versions 2 and 3 share; names as in QEMU's docs/interop/qcow2.txt. */
record Qcow2Header(
        long version,
        long backingFileOffset,
        long backingFileSize,
        long clusterBits,
        long size,
        long cryptMethod,
        long l1Size,
        long l1TableOffset,
        long refcountTableOffset,
        long refcountTableClusters,
        long nbSnapshots,
        long snapshotsOffset) {

    static final int LENGTH = 72;

    static Qcow2Header read(Bytes bytes) {
        return new Qcow2Header(
                bytes.u32(4),
                bytes.u64(8),
                bytes.u32(16),
                bytes.u32(20),
                bytes.u64(24),
                bytes.u32(32),
                bytes.u32(36),
                bytes.u64(40),
                bytes.u64(48),
                bytes.u32(56),
                bytes.u32(60),
                bytes.u64(64));
    }

    long clusterSize() {
        return 1L << clusterBits;
    }

    boolean aligned(long offset) {
        return offset % clusterSize() == 0;
    }
}
