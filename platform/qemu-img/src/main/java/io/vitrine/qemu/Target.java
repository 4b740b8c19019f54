/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import java.util.List;

/** What an image is converted to: a format, in one of the ways to write it. */
public enum Target {
    RAW(QemuFormat.RAW),
    QCOW2(QemuFormat.QCOW2, "-o", "compat=1.1"),
    /** Its clusters compressed with zlib, which every qemu reads; in the order in which the processors get them done. */
    QCOW2_ZLIB(QemuFormat.QCOW2, "-c", "-W", "-o", "compat=1.1,compression_type=zlib"),
    /** Its clusters compressed with zstd: faster, for qemu 5.1 and newer. */
    QCOW2_ZSTD(QemuFormat.QCOW2, "-c", "-W", "-o", "compat=1.1,compression_type=zstd"),
    /** One sparse file, with its description inside. */
    VMDK_SPARSE(QemuFormat.VMDK, "-o", "subformat=monolithicSparse"),
    /** Compressed, to be read from beginning to end; what an OVA has. */
    VMDK_STREAM(QemuFormat.VMDK, "-o", "subformat=streamOptimized"),
    /** Grows with what is written. Its size is kept as it is; it would otherwise be rounded up to a cylinder. */
    VHD_DYNAMIC(QemuFormat.VHD, "-o", "subformat=dynamic,force_size=on"),
    /** As large as its disk. */
    VHD_FIXED(QemuFormat.VHD, "-o", "subformat=fixed,force_size=on"),
    VHDX(QemuFormat.VHDX),
    VDI(QemuFormat.VDI);

    private final QemuFormat format;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> arguments;

    Target(QemuFormat format, String... arguments) {
        this.format = format;
        this.arguments = List.of(arguments);
    }

    /** The usual way to write a format. */
    public static Target of(QemuFormat format) {
        return switch (format) {
            case RAW -> RAW;
            case QCOW2 -> QCOW2;
            case VMDK -> VMDK_SPARSE;
            case VHD -> VHD_DYNAMIC;
            case VHDX -> VHDX;
            case VDI -> VDI;
        };
    }

    /** The format of the result. */
    public QemuFormat format() {
        return format;
    }

    /** For {@code qemu-img convert}. */
    List<String> arguments() {
        return arguments;
    }
}
