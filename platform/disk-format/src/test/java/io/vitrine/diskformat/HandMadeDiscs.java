/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** Discs and partitioned disks by hand. */
final class HandMadeDiscs {

    private static final int SECTOR = 2048;
    private static final int DESCRIPTORS = 16 * SECTOR;
    private static final int BLOCKS = 24;

    private HandMadeDiscs() {}

    static byte[] iso() {
        return isoIn(Editor.blank(BLOCKS * SECTOR)).bytes();
    }

    private static Editor isoIn(Editor image) {
        image.u8(DESCRIPTORS, 1).text(DESCRIPTORS + 1, "CD001\1");
        image.u32(DESCRIPTORS + 84, BLOCKS).u16(DESCRIPTORS + 130, SECTOR);
        image.little().u32(DESCRIPTORS + 80, BLOCKS).u16(DESCRIPTORS + 128, SECTOR);
        return image.u8(DESCRIPTORS + SECTOR, 255).text(DESCRIPTORS + SECTOR + 1, "CD001\1");
    }

    static byte[] isoHybrid() {
        return isoIn(new Editor(gpt()).resize(BLOCKS * SECTOR)).bytes();
    }

    static byte[] udf() {
        return Editor.blank(BLOCKS * SECTOR)
                .text(DESCRIPTORS + 1, "BEA01\1")
                .text(DESCRIPTORS + SECTOR + 1, "NSR03\1")
                .text(DESCRIPTORS + 2 * SECTOR + 1, "TEA01\1")
                .bytes();
    }

    static byte[] mbr() {
        return partition(Editor.blank(8192).little(), 0x80, 0x83, 2).bytes();
    }

    private static Editor partition(Editor image, int active, int type, int firstSector) {
        return image.u8(446, active)
                .u8(448, 2)
                .u8(450, type)
                .u32(454, firstSector)
                .u32(458, 8)
                .u16(510, 0xaa55);
    }

    static byte[] gpt() {
        Editor image = partition(Editor.blank(40 * 512).little(), 0, 0xee, 1);
        image.text(512, "EFI PART")
                .u32(520, 0x10000)
                .u32(524, 92)
                .u64(536, 1)
                .u64(544, 39)
                .u64(584, 2)
                .u32(592, 128)
                .u32(596, 128);
        return Checksums.gpt(image, 512).bytes();
    }

    static byte[] fat() {
        return partition(Editor.blank(8192).little(), 0x12, 0x34, 2)
                .text(54, "FAT16   ")
                .bytes();
    }
}
