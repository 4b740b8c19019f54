/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A format that images are converted from and to. */
public enum QemuFormat {
    RAW("raw", "raw"),
    QCOW2("qcow2", "qcow2"),
    /** One sparse file, with its description inside. */
    VMDK("vmdk", "vmdk", "-o", "subformat=monolithicSparse"),
    /** Its size is kept as it is; it would otherwise be rounded up to a cylinder. */
    VHD("vhd", "vpc", "-o", "force_size=on"),
    VHDX("vhdx", "vhdx"),
    VDI("vdi", "vdi");

    private final String apiName;
    private final String driver;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> options;

    QemuFormat(String apiName, String driver, String... options) {
        this.apiName = apiName;
        this.driver = driver;
        this.options = List.of(options);
    }

    /** The format that an Image API's {@code disk_format} names; empty for those that are not converted. */
    public static Optional<QemuFormat> of(String apiName) {
        return Arrays.stream(values())
                .filter(format -> format.apiName.equals(apiName))
                .findFirst();
    }

    /** The Image API's value of {@code disk_format}. */
    public String apiName() {
        return apiName;
    }

    /** What qemu-img calls it. */
    String driver() {
        return driver;
    }

    /** Options for making one. */
    List<String> options() {
        return options;
    }
}
