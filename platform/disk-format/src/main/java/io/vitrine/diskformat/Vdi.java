/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** VirtualBox's vdi 1.1, dynamic or static. Undo and differencing images, which need a parent, are refused. */
final class Vdi {

    private static final int LENGTH = 512;
    private static final long MAGIC = 0xbeda107fL;
    private static final long VERSION = 0x0001_0001;
    private static final int DYNAMIC = 1;
    private static final int STATIC = 2;
    private static final int UNDO = 3;
    private static final int DIFFERENCING = 4;
    private static final int ENTRY = 4;

    /** QEMU's limit; an entry is a 32-bit number. */
    private static final long MOST_BLOCKS = 0x3fff_ffff;

    private final ImageStream image;
    private final Report report;

    private Vdi(ImageStream image, Report report) {
        this.image = image;
        this.report = report;
    }

    static void watch(ImageStream image, Report report) {
        image.at(0, LENGTH, bytes -> new Vdi(image, report).header(bytes.littleEndian()));
    }

    private void header(Bytes bytes) {
        if (bytes.u32(64) != MAGIC) {
            return;
        }
        report.matched(DiskFormat.VDI);
        if (!report.complete(bytes, "the vdi header")) {
            return;
        }
        if (bytes.u32(68) != VERSION) {
            report.unsafe(Problem.UNSUPPORTED_VERSION, "only version 1.1 of vdi is accepted");
            return;
        }
        report.virtualSize(bytes.u64(368));
        type(bytes.u32(76));
        report.unsafeIf(!bytes.zero(424, 32), Problem.PARENT_DISK, parent());
        blocks(bytes);
    }

    private void type(long type) {
        report.unsafeIf(type == UNDO || type == DIFFERENCING, Problem.PARENT_DISK, parent());
        report.unsafeIf(
                type < DYNAMIC || type > DIFFERENCING, Problem.UNSUPPORTED_VARIANT, "vdi type " + type + " is unknown");
    }

    private static String parent() {
        return "the vdi holds only the differences from a parent disk: clone it with VBoxManage clonemedium";
    }

    private void blocks(Bytes bytes) {
        long table = bytes.u32(340);
        long data = bytes.u32(344);
        long size = bytes.u64(368);
        long blockSize = bytes.u32(376);
        long count = bytes.u32(384);
        long stored = bytes.u32(76) == STATIC ? count : bytes.u32(388);
        report.unsafeIf(bytes.u32(360) != Sectors.SIZE, Problem.BAD_HEADER, "the vdi's sectors are not of 512 bytes");
        report.unsafeIf(
                blockSize < Sectors.SIZE || Long.bitCount(blockSize) != 1,
                Problem.BAD_HEADER,
                "the vdi's blocks of " + blockSize + " bytes are no power of two");
        report.unsafeIf(
                count > MOST_BLOCKS, Problem.OVERSIZED_TABLE, "the vdi has " + count + " blocks, above " + MOST_BLOCKS);
        report.unsafeIf(
                size >= 0 && size > count * blockSize,
                Problem.SIZE_MISMATCH,
                "the vdi's " + count + " blocks are too few for the size its header gives");
        report.unsafeIf(
                stored > count, Problem.SIZE_MISMATCH, "the vdi says to have stored more blocks than there are");
        image.atEnd(end -> report.unsafeIf(
                table < LENGTH || !end.holds(table, count * ENTRY),
                Problem.OUTSIDE_FILE,
                "the vdi's block table is said to lie outside the file: it was cut short or is damaged"));
        image.atEnd(end -> report.unsafeIf(
                !end.holds(data, Math.min(stored, count) * blockSize),
                Problem.TRUNCATED,
                "the file ends before the vdi's last block: upload it whole"));
    }
}
