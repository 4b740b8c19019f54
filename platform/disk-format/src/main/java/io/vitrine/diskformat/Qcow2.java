/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** QEMU's qcow2, versions 2 and 3, without anything outside the file; see QEMU's docs/interop/qcow2.txt. */
final class Qcow2 {

    private static final String MAGIC = "QFI\u00fb";
    private static final int V3_LENGTH = 104;
    private static final long DIRTY_OR_CORRUPT = 0b11;
    private static final long DATA_FILE = 1 << 2;
    private static final long COMPRESSION_TYPE = 1 << 3;
    private static final long UNKNOWN = -1L << 4;

    private final ImageStream image;
    private final Report report;
    private Qcow2Header header;

    private Qcow2(ImageStream image, Report report) {
        this.image = image;
        this.report = report;
    }

    static void watch(ImageStream image, Report report) {
        image.at(0, Qcow2Header.LENGTH, new Qcow2(image, report)::header);
    }

    private void header(Bytes bytes) {
        if (!bytes.is(0, MAGIC)) {
            return;
        }
        report.matched(DiskFormat.QCOW2);
        if (!report.complete(bytes, "the qcow2 header")) {
            return;
        }
        header = Qcow2Header.read(bytes);
        if (header.version() != 2 && header.version() != 3) {
            report.unsafe(
                    Problem.UNSUPPORTED_VERSION,
                    "qcow version " + header.version() + " is not accepted: convert with qemu-img convert -O qcow2");
            return;
        }
        report.virtualSize(header.size());
        references();
        if (header.clusterBits() < 9 || header.clusterBits() > 21) {
            report.unsafe(
                    Problem.BAD_HEADER,
                    "cluster_bits is " + header.clusterBits() + ", outside the format's 9 to 21 (512 bytes to 2 MiB)");
            return;
        }
        if (header.version() == 3) {
            image.at(Qcow2Header.LENGTH, V3_LENGTH - Qcow2Header.LENGTH, this::version3);
        } else {
            new Qcow2Extensions(image, report, header).walk(Qcow2Header.LENGTH);
        }
        new Qcow2Tables(image, report, header).check();
    }

    private void references() {
        report.unsafeIf(
                header.backingFileOffset() != 0 || header.backingFileSize() != 0,
                Problem.BACKING_FILE,
                "the image reads another file, its backing file: flatten it with qemu-img convert -O qcow2");
        report.unsafeIf(
                header.cryptMethod() != 0,
                Problem.ENCRYPTED,
                "the image is encrypted inside qcow2 (method " + header.cryptMethod()
                        + ") and cannot be judged: upload it decrypted, or as luks");
    }

    private void version3(Bytes bytes) {
        if (!report.complete(bytes, "the qcow2 header")) {
            return;
        }
        long features = bytes.u64(0);
        report.unsafeIf(
                (features & DATA_FILE) != 0,
                Problem.EXTERNAL_DATA_FILE,
                "the image keeps its data in another file: make it one file with qemu-img convert -O qcow2");
        report.unsafeIf(
                (features & UNKNOWN) != 0,
                Problem.UNKNOWN_FEATURE,
                "the image uses qcow2 features that are not accepted (incompatible feature bits above 3, such as"
                        + " extended L2 entries): convert it with qemu-img convert -O qcow2");
        if ((features & DIRTY_OR_CORRUPT) != 0) {
            report.note(
                    Problem.NOT_CLEAN, "the image is marked as in use or corrupt: check it with qemu-img check -r all");
        }
        long refcountOrder = bytes.u32(24);
        report.unsafeIf(
                refcountOrder > 6, Problem.BAD_HEADER, "refcount_order is " + refcountOrder + ", above the format's 6");
        length(bytes.u32(28), (features & COMPRESSION_TYPE) != 0);
    }

    private void length(long length, boolean compressionTyped) {
        if (length < V3_LENGTH || length % 8 != 0 || length > header.clusterSize()) {
            report.unsafe(
                    Problem.BAD_HEADER, "header_length is " + length + ", not a multiple of 8 from 104 to a cluster");
            return;
        }
        if (length > V3_LENGTH) {
            image.at(V3_LENGTH, 1, type -> compression(type, compressionTyped));
        } else {
            report.unsafeIf(
                    compressionTyped,
                    Problem.BAD_HEADER,
                    "the header promises a compression type and has no room for it");
        }
        new Qcow2Extensions(image, report, header).walk(length);
    }

    private void compression(Bytes type, boolean typed) {
        if (!report.complete(type, "the qcow2 header")) {
            return;
        }
        report.unsafeIf(
                typed ? type.u8(0) != 1 : type.u8(0) != 0,
                Problem.UNKNOWN_FEATURE,
                "compression type " + type.u8(0) + " is unknown or contradicts the feature bits");
    }
}
