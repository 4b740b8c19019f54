/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/**
 * Microsoft's vhd: dynamic, or fixed, which has nothing but a footer. Differencing ones, which need a parent, are refused.
 */
final class Vhd {

    private static final int HEADER_LENGTH = 1024;
    private static final int LOCATORS = 576;
    private static final int LOCATOR_LENGTH = 24;
    private static final int LOCATOR_COUNT = 8;
    private static final int ENTRY = 4;

    private final ImageStream image;
    private final Report report;
    private VhdFooter first;

    private Vhd(ImageStream image, Report report) {
        this.image = image;
        this.report = report;
    }

    static void watch(ImageStream image, Report report) {
        Vhd vhd = new Vhd(image, report);
        image.at(0, VhdFooter.LENGTH, vhd::start);
        image.atEnd(vhd::end);
    }

    private void start(Bytes bytes) {
        if (!bytes.is(0, VhdFooter.COOKIE)) {
            return;
        }
        report.matched(DiskFormat.VHD);
        if (!report.complete(bytes, "the vhd header")) {
            return;
        }
        first = VhdFooter.read(bytes);
        footer(first);
        if (first.type() == VhdFooter.DIFFERENCING) {
            report.unsafe(Problem.PARENT_DISK, parent());
        } else if (first.type() != VhdFooter.DYNAMIC) {
            report.unsafe(
                    Problem.UNSUPPORTED_VARIANT,
                    "a vhd of type " + first.type() + " has no header: only dynamic ones do");
        } else if (first.dataOffset() < VhdFooter.LENGTH) {
            report.unsafe(Problem.BAD_HEADER, "the vhd's dynamic header is said to lie in its first one");
        } else {
            image.at(first.dataOffset(), HEADER_LENGTH, this::dynamic);
        }
    }

    private void footer(VhdFooter footer) {
        report.unsafeIf(
                !footer.checksumRight(), Problem.BAD_HEADER, "the vhd's checksum is wrong: the file is damaged");
        report.virtualSize(footer.currentSize());
    }

    private static String parent() {
        return "the vhd holds only the differences from a parent disk: merge it with its parent first";
    }

    private void dynamic(Bytes bytes) {
        if (!report.complete(bytes, "the vhd's dynamic header")) {
            return;
        }
        if (!bytes.is(0, "cxsparse") || bytes.u32(36) != VhdFooter.checksum(bytes, 0, HEADER_LENGTH, 36)) {
            report.unsafe(Problem.BAD_HEADER, "the vhd's dynamic header is missing or damaged");
            return;
        }
        boolean locators = false;
        for (int i = 0; i < LOCATOR_COUNT; i++) {
            locators |= bytes.u32(LOCATORS + i * LOCATOR_LENGTH) != 0;
        }
        report.unsafeIf(locators || !bytes.zero(40, 16), Problem.PARENT_DISK, parent());
        blocks(bytes.u64(16), bytes.u32(28), bytes.u32(32));
    }

    private void blocks(long table, long entries, long blockSize) {
        if (blockSize < Sectors.SIZE || Long.bitCount(blockSize) != 1) {
            report.unsafe(Problem.BAD_HEADER, "the vhd's blocks of " + blockSize + " bytes are no power of two");
            return;
        }
        report.unsafeIf(
                first.currentSize() >= 0 && first.currentSize() > entries * blockSize,
                Problem.SIZE_MISMATCH,
                "the vhd's " + entries + " blocks are too few for the size its header gives");
        image.atEnd(end -> report.unsafeIf(
                table < VhdFooter.LENGTH || !end.holds(table, entries * ENTRY),
                Problem.OUTSIDE_FILE,
                "the vhd's block table is said to lie outside the file: it was cut short or is damaged"));
    }

    private void end(Ending end) {
        Bytes last = end.last(VhdFooter.LENGTH);
        boolean atEnd = last.is(0, VhdFooter.COOKIE);
        if (first != null) {
            report.unsafeIf(
                    !atEnd, Problem.TRUNCATED, "the vhd's footer is not at the end of the file: upload it whole");
            report.unsafeIf(
                    atEnd && !first.equals(VhdFooter.read(last)),
                    Problem.BAD_HEADER,
                    "the vhd's footer contradicts its header, so readers would disagree");
        } else if (atEnd && report.format() == null) {
            report.matched(DiskFormat.VHD);
            fixed(VhdFooter.read(last), end.length());
        }
    }

    private void fixed(VhdFooter footer, long length) {
        footer(footer);
        if (footer.type() != VhdFooter.FIXED) {
            report.unsafe(Problem.TRUNCATED, "the vhd's footer is of a dynamic one, and its beginning is missing");
            return;
        }
        report.carriesDisk();
        report.unsafeIf(
                footer.currentSize() != length - VhdFooter.LENGTH,
                Problem.SIZE_MISMATCH,
                "the vhd's footer gives " + footer.currentSize() + " bytes, the file has " + (length - VhdFooter.LENGTH)
                        + ": upload it whole");
    }
}
