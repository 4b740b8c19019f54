/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/**
 * VMware's vmdk, as one sparse file: monolithicSparse or streamOptimized. A descriptor of its own, which would name other
 * files, is recognised and refused. See VMware's Virtual Disk Format 1.1.
 */
final class Vmdk {

    private static final int DESCRIPTOR_SECTOR = 1;

    /** 1 MiB - 1 is what QEMU reads; whole sectors below that. */
    private static final int MOST_DESCRIPTOR_SECTORS = 2047;

    private static final int LONGEST_PROBE = 2048;
    private static final int DEFLATE = 1;

    private final ImageStream image;
    private final Report report;
    private VmdkHeader header;

    private Vmdk(ImageStream image, Report report) {
        this.image = image;
        this.report = report;
    }

    static void watch(ImageStream image, Report report) {
        Vmdk vmdk = new Vmdk(image, report);
        image.at(0, VmdkHeader.LENGTH, vmdk::header);
        image.at(0, LONGEST_PROBE, vmdk::text);
    }

    private void text(Bytes bytes) {
        if (VmdkText.isDescriptor(bytes)) {
            variant("the file is only a vmdk's descriptor, whose data is in other files");
        }
    }

    private void header(Bytes bytes) {
        if (bytes.is(0, "COWD")) {
            variant("the file is an ESX 2 sparse vmdk");
        }
        if (!bytes.is(0, VmdkHeader.MAGIC)) {
            return;
        }
        report.matched(DiskFormat.VMDK);
        if (!report.complete(bytes, "the vmdk header")) {
            return;
        }
        header = VmdkHeader.read(bytes);
        if (header.version() < 1 || header.version() > 3) {
            report.unsafe(
                    Problem.UNSUPPORTED_VERSION, "vmdk version " + header.version() + " is not accepted, only 1 to 3");
            return;
        }
        report.unsafeIf(
                !VmdkHeader.newlinesIntact(bytes),
                Problem.BAD_HEADER,
                "the file was damaged by a transfer that took it for text: transfer it as binary");
        report.unsafeIf(
                header.compression() > DEFLATE,
                Problem.UNKNOWN_FEATURE,
                "the vmdk is compressed in an unknown way (" + header.compression() + ")");
        report.virtualSize(Sectors.bytes(header.capacity()));
        descriptor();
        image.atEnd(this::tables);
    }

    private void variant(String what) {
        report.matched(DiskFormat.VMDK);
        report.unsafe(
                Problem.UNSUPPORTED_VARIANT,
                what + ": convert with qemu-img convert -O vmdk -o subformat=monolithicSparse");
    }

    private void descriptor() {
        if (header.descriptorOffset() == 0) {
            variant("the file has no descriptor and is one of several parts of a vmdk");
        } else if (header.descriptorOffset() != DESCRIPTOR_SECTOR) {
            report.unsafe(Problem.BAD_HEADER, "the vmdk's descriptor is not where it belongs, at byte 512");
        } else if (header.descriptorSize() < 1 || header.descriptorSize() > MOST_DESCRIPTOR_SECTORS) {
            report.unsafe(
                    Problem.OVERSIZED_TABLE,
                    "the vmdk's descriptor has no length or one of 1 MiB or more, which no real image has");
        } else {
            int length = (int) Sectors.bytes(header.descriptorSize());
            image.at(Sectors.SIZE, length, text -> {
                if (report.complete(text, "the vmdk's descriptor")) {
                    new VmdkDescriptor(report, header.capacity()).read(text);
                }
            });
        }
    }

    private void tables(Ending end) {
        if (header.directory() == VmdkHeader.DIRECTORY_IN_FOOTER) {
            new VmdkFooter(report, header).check(end);
        } else {
            directory(report, header, end);
        }
    }

    static void directory(Report report, VmdkHeader header, Ending end) {
        if (header.sectorsPerEntry() == 0) {
            report.unsafe(Problem.BAD_HEADER, "the vmdk's grain size or grain tables have impossible sizes");
            return;
        }
        long bytes = header.directoryBytes();
        boolean inside = end.holds(Sectors.bytes(header.directory()), bytes);
        if (header.usesRedundantDirectory()) {
            inside &= end.holds(Sectors.bytes(header.redundantDirectory()), bytes);
        }
        report.unsafeIf(
                !inside,
                Problem.OUTSIDE_FILE,
                "the vmdk's grain directory is said to lie behind the end of the file: it was cut short or is damaged");
    }
}
