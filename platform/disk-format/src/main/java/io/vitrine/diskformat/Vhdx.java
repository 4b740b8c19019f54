/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.util.zip.CRC32C;

/** Microsoft's vhdx, closed properly and without a parent; see MS-VHDX. Here: identifier and the two headers. */
final class Vhdx {

    private static final int KIB = 1024;
    private static final int HEADER_LENGTH = 4 * KIB;

    private final ImageStream image;
    private final Report report;
    private Bytes active;
    private long activeSequence = -1;

    private Vhdx(ImageStream image, Report report) {
        this.image = image;
        this.report = report;
    }

    static void watch(ImageStream image, Report report) {
        image.at(0, 8, bytes -> {
            if (bytes.is(0, "vhdxfile")) {
                report.matched(DiskFormat.VHDX);
                new Vhdx(image, report).headers();
            }
        });
    }

    private void headers() {
        image.at(64 * KIB, HEADER_LENGTH, this::header);
        image.at(128 * KIB, HEADER_LENGTH, bytes -> {
            header(bytes);
            judge();
        });
        new VhdxRegions(image, report).watch();
    }

    /** Of two headers the valid one with the higher sequence number counts. */
    private void header(Bytes bytes) {
        if (!report.complete(bytes, "the vhdx headers") || !bytes.is(0, "head") || !checksumRight(bytes)) {
            return;
        }
        long sequence = bytes.u64(8);
        if (active == null || Long.compareUnsigned(sequence, activeSequence) > 0) {
            active = bytes;
            activeSequence = sequence;
        }
    }

    private void judge() {
        if (active == null) {
            report.unsafe(Problem.BAD_HEADER, "the vhdx has no valid header: the file is damaged");
            return;
        }
        report.unsafeIf(
                active.u16(66) != 1,
                Problem.UNSUPPORTED_VERSION,
                "vhdx version " + active.u16(66) + " is not accepted, only 1");
        report.unsafeIf(
                !active.zero(48, 16),
                Problem.PENDING_LOG,
                "the vhdx was not closed properly and whoever opens it would change it: detach it first, or convert it");
    }

    /** Whether the CRC-32C of a structure, which all have at byte 4, is right. */
    static boolean checksumRight(Bytes bytes) {
        byte[] data = bytes.array().clone();
        long expected = bytes.littleEndian().u32(4);
        data[4] = data[5] = data[6] = data[7] = 0;
        CRC32C crc = new CRC32C();
        crc.update(data, 0, data.length);
        return crc.getValue() == expected;
    }
}
