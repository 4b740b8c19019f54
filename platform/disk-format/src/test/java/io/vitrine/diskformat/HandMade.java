/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The smallest valid image of each kind, written by hand: for what no tool makes, and where there is no tool. */
final class HandMade {

    static final int KIB = 1024;
    static final int MIB = 1024 * KIB;

    private static final Map<String, Supplier<byte[]>> IMAGES = new LinkedHashMap<>();

    static {
        IMAGES.put("qcow2", () -> qcow2(3));
        IMAGES.put("qcow2-v2", () -> qcow2(2));
        IMAGES.put("vmdk", () -> vmdk("monolithicSparse"));
        IMAGES.put("vmdk-stream", () -> vmdk("streamOptimized"));
        IMAGES.put("vmdk-rewritten", HandMade::vmdkRewritten);
        IMAGES.put("vmdk-footer", HandMade::vmdkWithFooter);
        IMAGES.put("vhd", HandMade::vhd);
        IMAGES.put("vhd-fixed", HandMade::vhdFixed);
        IMAGES.put("vhdx", HandMadeVhdx::image);
        IMAGES.put("vdi", () -> vdi(1));
        IMAGES.put("vdi-static", () -> vdi(2));
        IMAGES.put("qed", HandMade::qed);
        IMAGES.put("luks", HandMade::luks);
        IMAGES.put("iso", HandMadeDiscs::iso);
        IMAGES.put("iso-hybrid", HandMadeDiscs::isoHybrid);
        IMAGES.put("udf", HandMadeDiscs::udf);
        IMAGES.put("mbr", HandMadeDiscs::mbr);
        IMAGES.put("gpt", HandMadeDiscs::gpt);
        IMAGES.put("fat", HandMadeDiscs::fat);
        IMAGES.put("raw", () -> new byte[4096]);
        IMAGES.put("empty", () -> new byte[0]);
    }

    private HandMade() {}

    static byte[] image(String kind) {
        return IMAGES.get(kind).get();
    }

    static Iterable<String> kinds() {
        return IMAGES.keySet();
    }

    /** 64 KiB in clusters of 512 bytes: header, refcount table, refcount block, L1, two L2. */
    private static byte[] qcow2(int version) {
        Editor image = Editor.blank(3072)
                .text(0, "QFI\u00fb")
                .u32(4, version)
                .u32(20, 9)
                .u64(24, 64 * KIB)
                .u32(36, 2)
                .u64(40, 1536)
                .u64(48, 512)
                .u32(56, 1)
                .u64(512, 1024)
                .u64(1536, 1L << 63 | 2048)
                .u64(1544, 1L << 63 | 2560);
        if (version == 3) {
            image.u32(96, 4).u32(100, 112).u32(112, 0x6803f857).u32(116, 48);
        }
        return image.bytes();
    }

    private static byte[] vmdk(String createType) {
        return vmdkHeader(Editor.blank(64 * KIB).little(), 0, 21)
                .text(512, descriptor(createType))
                .bytes();
    }

    /** As qemu leaves it when the CID that it writes over another has four digits less. */
    private static byte[] vmdkRewritten() {
        String before = descriptor("monolithicSparse");
        String after = before.replace("CID=3128b751", "CID=b751");
        return new Editor(vmdk("monolithicSparse"))
                .text(512, after + "\0" + before.substring(after.length() + 1))
                .bytes();
    }

    private static Editor vmdkHeader(Editor image, int at, long directory) {
        return image.text(at, "KDMV")
                .u32(at + 4, 1)
                .u32(at + 8, 1)
                .u64(at + 12, 2048)
                .u64(at + 20, 128)
                .u64(at + 28, 1)
                .u64(at + 36, 20)
                .u32(at + 44, 512)
                .u64(at + 56, directory)
                .u64(at + 64, 24)
                .text(at + 73, "\n \r\n");
    }

    private static String descriptor(String createType) {
        return """
                # Disk DescriptorFile
                version=1
                CID=3128b751
                parentCID=ffffffff
                createType="%s"

                # Extent description
                RW 2048 SPARSE "disk.vmdk"

                # The Disk Data Base
                #DDB
                ddb.virtualHWVersion = "4"
                ddb.adapterType = "ide"
                """.formatted(createType);
    }

    private static byte[] vmdkWithFooter() {
        Editor image = vmdkHeader(Editor.blank(64 * KIB).little(), 0, -1).text(512, descriptor("streamOptimized"));
        int tail = image.length() - 1536;
        image.u64(tail, 1).u32(tail + 12, 3);
        return vmdkHeader(image, tail + 512, 40).bytes();
    }

    private static Editor vhdFooter(Editor image, int type, long dataOffset, long size) {
        return Checksums.vhdFooters(
                image,
                (it, at) -> it.text(at, "conectix")
                        .u32(at + 8, 2)
                        .u32(at + 12, 0x10000)
                        .u64(at + 16, dataOffset)
                        .u64(at + 40, size)
                        .u64(at + 48, size)
                        .u32(at + 60, type));
    }

    private static byte[] vhd() {
        Editor image = Editor.blank(2560)
                .text(0, "conectix")
                .text(512, "cxsparse")
                .u64(520, -1)
                .u64(528, 1536)
                .u32(536, 0x10000)
                .u32(540, 5)
                .u32(544, 2 * MIB);
        Checksums.vhd(image, 512, 1024, 36);
        return vhdFooter(image, 3, 512, 10L * MIB).bytes();
    }

    private static byte[] vhdFixed() {
        return vhdFooter(Editor.blank(8192 + 512), 2, -1, 8192).bytes();
    }

    private static byte[] vdi(int type) {
        return Editor.blank(1024 + 4 * KIB)
                .little()
                .text(0, "<<< Oracle VM VirtualBox Disk Image >>>\n")
                .u32(64, 0xbeda107fL)
                .u32(68, 0x10001)
                .u32(72, 400)
                .u32(76, type)
                .u32(340, 512)
                .u32(344, 1024)
                .u32(360, 512)
                .u64(368, 4096)
                .u32(376, 4096)
                .u32(384, 1)
                .u32(388, 1)
                .bytes();
    }

    private static byte[] qed() {
        return Editor.blank(4096).text(0, "QED\0").little().u64(48, MIB).bytes();
    }

    private static byte[] luks() {
        Editor image = Editor.blank(64 * KIB)
                .text(0, "LUKS\u00ba\u00be")
                .u16(6, 1)
                .text(8, "aes")
                .text(40, "xts-plain64")
                .text(72, "sha256")
                .u32(104, 64)
                .u32(108, 32)
                .u32(164, 1000);
        for (int slot = 0; slot < 8; slot++) {
            image.u32(208 + slot * 48, slot == 0 ? 0x00ac71f3 : 0xdead)
                    .u32(212 + slot * 48, 1000)
                    .u32(248 + slot * 48, 8)
                    .u32(252 + slot * 48, 100);
        }
        return image.bytes();
    }
}
