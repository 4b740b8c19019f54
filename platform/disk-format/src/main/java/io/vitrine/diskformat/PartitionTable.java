/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** A disk with partitions: an MBR, and where that says so a GPT behind it. See the UEFI specification, chapter 5. */
final class PartitionTable {

    private static final int SIGNATURE = 0x55aa;
    private static final int ENTRIES = 446;
    private static final int ENTRY = 16;
    private static final int COUNT = 4;
    private static final int PROTECTIVE = 0xee;
    private static final int ACTIVE = 0x80;

    private final ImageStream image;
    private final Report report;

    private PartitionTable(ImageStream image, Report report) {
        this.image = image;
        this.report = report;
    }

    static void watch(ImageStream image, Report report) {
        image.at(0, Sectors.SIZE, new PartitionTable(image, report)::firstSector);
    }

    private void firstSector(Bytes bytes) {
        if (!bytes.complete() || bytes.u16(510) != SIGNATURE || isFileSystem(bytes)) {
            return;
        }
        report.matched(DiskFormat.MBR);
        image.atEnd(end -> report.virtualSize(end.length()));
        int used = 0;
        boolean protective = false;
        for (int i = 0; i < COUNT; i++) {
            Bytes entry = bytes.slice(ENTRIES + i * ENTRY, ENTRY).littleEndian();
            used += entry.u8(4) == 0 ? 0 : 1;
            entry(entry, i);
            protective |= entry.u8(4) == PROTECTIVE;
        }
        badIf(used == 0, "the partition table has no partition");
        badIf(protective && used > 1, "the protective partition of a GPT is not the only one");
        if (protective) {
            new GptHeader(image, report).watch();
        }
    }

    private void entry(Bytes entry, int index) {
        badIf(entry.u8(0) != 0 && entry.u8(0) != ACTIVE, "a partition is neither active nor inactive");
        if (entry.u8(4) == PROTECTIVE) {
            badIf(index != 0, "the protective partition of a GPT is not the first");
            boolean chs = entry.u8(1) == 0 && entry.u8(2) == 2 && entry.u8(3) == 0;
            badIf(!chs || entry.u32(8) != 1, "the protective partition of a GPT does not begin at sector 1");
        }
    }

    private void badIf(boolean bad, String reason) {
        if (bad) {
            report.note(Problem.BAD_PARTITION_TABLE, reason);
        }
    }

    /** Boot sectors of file systems end in the same signature. */
    private static boolean isFileSystem(Bytes bytes) {
        return bytes.is(54, "FAT") || bytes.is(82, "FAT32") || bytes.is(3, "NTFS    ") || bytes.is(3, "EXFAT   ");
    }
}
