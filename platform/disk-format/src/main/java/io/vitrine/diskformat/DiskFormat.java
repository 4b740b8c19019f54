/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** What an image's bytes are. */
public enum DiskFormat {
    /** No format of its own: the bytes are the disk. */
    RAW("raw", true),
    QCOW2("qcow2", false),
    VMDK("vmdk", false),
    VHD("vhd", false),
    VHDX("vhdx", false),
    VDI("vdi", false),
    /** ISO 9660 or UDF. */
    ISO("iso", true),
    /** A disk with a GUID partition table. */
    GPT("gpt", true),
    /** A disk with a partition table in its first sector only. The Image API has one name for both: {@code gpt}. */
    MBR("gpt", true),
    /** QEMU's abandoned format; recognised to be refused. */
    QED("qed", false),
    /** A disk encrypted as a whole. */
    LUKS("luks", true);

    private final String apiName;
    private final boolean byteForByte;

    DiskFormat(String apiName, boolean byteForByte) {
        this.apiName = apiName;
        this.byteForByte = byteForByte;
    }

    /** The Image API's value of {@code disk_format}. */
    public String apiName() {
        return apiName;
    }

    /**
     * Whether a guest gets the file as it is, so that {@code raw} describes it truly. The others are read through their
     * tables, and a reader that takes such a file for raw, or the reverse, shows the guest something else.
     */
    public boolean byteForByte() {
        return byteForByte;
    }
}
