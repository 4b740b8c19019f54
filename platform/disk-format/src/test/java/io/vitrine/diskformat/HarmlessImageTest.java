/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Harmless images made by hand are told apart and passed. */
class HarmlessImageTest {

    @ParameterizedTest
    @CsvSource({
        "qcow2, QCOW2, 65536",
        "qcow2-v2, QCOW2, 65536",
        "vmdk, VMDK, 1048576",
        "vmdk-stream, VMDK, 1048576",
        "vmdk-rewritten, VMDK, 1048576",
        "vmdk-footer, VMDK, 1048576",
        "vhd, VHD, 10485760",
        "vhd-fixed, VHD, 8192",
        "vhdx, VHDX, 10485760",
        "vdi, VDI, 4096",
        "vdi-static, VDI, 4096",
        "luks, LUKS, 32768",
        "iso, ISO, 49152",
        "iso-hybrid, ISO, 49152",
        "udf, ISO, 49152",
        "mbr, MBR, 8192",
        "gpt, GPT, 20480",
        "fat, RAW, 8192",
        "raw, RAW, 4096",
        "empty, RAW, 0"
    })
    void harmlessImage_inspected_isWhatItIs(String kind, DiskFormat format, long virtualSize) {
        byte[] image = HandMade.image(kind);

        Inspection inspection = Inspections.of(image);

        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.format()).isEqualTo(format);
        assertThat(inspection.virtualSize()).isEqualTo(virtualSize);
        assertThat(inspection.bytes()).isEqualTo(image.length);
        assertThat(FormatRules.refusal(format.apiName(), "bare", inspection)).isEmpty();
    }
}
