/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.util.List;

/** ISO 9660 (ECMA-119) and UDF (ECMA-167), told by the volume descriptors from 32 KiB on. */
final class Iso {

    private static final int SECTOR = 2048;
    private static final int FIRST = 16;
    private static final int MOST_DESCRIPTORS = 64;
    private static final List<String> RECOGNISED = List.of("CD001", "NSR02", "NSR03");
    private static final List<String> OTHERS = List.of("BEA01", "BOOT2", "CDW02");

    private final ImageStream image;
    private final Report report;

    private Iso(ImageStream image, Report report) {
        this.image = image;
        this.report = report;
    }

    static void watch(ImageStream image, Report report) {
        new Iso(image, report).descriptor(0);
    }

    private void descriptor(int number) {
        if (number < MOST_DESCRIPTORS) {
            image.at((long) (FIRST + number) * SECTOR, SECTOR, bytes -> {
                if (RECOGNISED.stream().anyMatch(id -> bytes.is(1, id))) {
                    found(bytes);
                    descriptor(number + 1);
                } else if (OTHERS.stream().anyMatch(id -> bytes.is(1, id))) {
                    descriptor(number + 1);
                }
            });
        }
    }

    private void found(Bytes bytes) {
        if (report.format() == null) {
            report.matched(DiskFormat.ISO);
            report.carriesDisk();
            // A guest gets the file as it is, whatever volume is in it.
            image.atEnd(end -> report.virtualSize(end.length()));
        }
        if (report.complete(bytes, "the volume descriptors") && bytes.is(1, "CD001") && bytes.u8(0) == 1) {
            primary(bytes);
        }
    }

    private void primary(Bytes bytes) {
        long blockSizeAsBig = bytes.u16(130);
        long blocksAsBig = bytes.u32(84);
        Bytes little = bytes.littleEndian();
        long blockSize = little.u16(128);
        long blocks = little.u32(80);
        report.unsafeIf(
                blockSize != blockSizeAsBig || blocks != blocksAsBig,
                Problem.SIZE_MISMATCH,
                "the volume's size differs between its two byte orders");
        image.atEnd(end -> report.unsafeIf(
                !end.holds(0, blocks * blockSize),
                Problem.TRUNCATED,
                "the file has " + end.length() + " bytes, its volume " + blocks * blockSize + ": upload it whole"));
    }
}
