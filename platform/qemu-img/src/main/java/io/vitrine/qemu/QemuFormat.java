/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import java.util.Arrays;
import java.util.Optional;

/** A format that images are converted from and to. */
public enum QemuFormat {
    RAW("raw", "raw"),
    QCOW2("qcow2", "qcow2"),
    VMDK("vmdk", "vmdk"),
    VHD("vhd", "vpc"),
    VHDX("vhdx", "vhdx"),
    VDI("vdi", "vdi");

    private final String apiName;
    private final String driver;

    QemuFormat(String apiName, String driver) {
        this.apiName = apiName;
        this.driver = driver;
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
}
