/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.util.zip.CRC32;

/** The GUID partition table's header, in the second sector of 512 or of 4096 bytes. */
final class GptHeader {

    private static final int LARGE_SECTOR = 4096;
    private static final int LEAST = 92;
    private static final long MOST_TABLE = 1 << 20;

    private final ImageStream image;
    private final Report report;
    private boolean found;

    GptHeader(ImageStream image, Report report) {
        this.image = image;
        this.report = report;
    }

    void watch() {
        image.at(Sectors.SIZE, Sectors.SIZE, bytes -> header(bytes, Sectors.SIZE));
        image.at(LARGE_SECTOR, Sectors.SIZE, bytes -> header(bytes, LARGE_SECTOR));
        image.atEnd(end -> badIf(!found, "the disk announces a GPT and has none"));
    }

    private void header(Bytes bytes, int sectorSize) {
        if (found || !bytes.complete() || !bytes.is(0, "EFI PART")) {
            return;
        }
        found = true;
        report.matched(DiskFormat.GPT);
        Bytes little = bytes.littleEndian();
        long length = little.u32(12);
        boolean sane = length >= LEAST && length <= Sectors.SIZE && checksum(bytes, (int) length) == little.u32(16);
        badIf(!sane, "the GPT's checksum is wrong");
        badIf(little.u64(24) != 1, "the GPT's header says to be in another sector");
        badIf(little.u32(80) * little.u32(84) > MOST_TABLE, "the GPT is larger than 1 MiB");
        long backup = little.u64(32);
        image.atEnd(end -> {
            if (backup < 0 || backup >= end.length() / sectorSize) {
                report.note(
                        Problem.TRUNCATED,
                        "the GPT's copy should be in sector " + Long.toUnsignedString(backup)
                                + ", behind the end of the file: was it uploaded whole?");
            }
        });
    }

    private static long checksum(Bytes bytes, int length) {
        byte[] header = bytes.array().clone();
        header[16] = header[17] = header[18] = header[19] = 0;
        CRC32 crc = new CRC32();
        crc.update(header, 0, length);
        return crc.getValue();
    }

    private void badIf(boolean bad, String reason) {
        if (bad) {
            report.note(Problem.BAD_PARTITION_TABLE, reason);
        }
    }
}
