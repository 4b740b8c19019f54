/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real images as qemu-img makes them, harmless and with everything done to them that {@link Malice} knows. */
@Tag("qemu-img")
class QemuImageIT {

    private static final int MIB = 1 << 20;

    /** One for all tests: most of them edit copies of the same few images. */
    @TempDir
    static Path directory;

    private static QemuImages qemu;

    @BeforeAll
    static void directory() {
        qemu = new QemuImages(directory);
    }

    static Stream<Malice> malice() {
        return Malice.all().filter(malice -> QemuImages.makes(malice.kind()));
    }

    @ParameterizedTest
    @MethodSource("malice")
    void realImage_madeMalicious_isRefusedForIt(Malice malice) {
        byte[] image = malice.image(qemu.image(malice.kind(), "10M"));

        Inspection inspection = Inspections.of(image);

        assertThat(inspection.findings()).extracting(Finding::problem).contains(malice.problem());
        assertThat(inspection.safe()).isFalse();
        assertThat(Inspections.inChunks(image, () -> 17)).isEqualTo(inspection);
    }

    @ParameterizedTest
    @CsvSource({
        "qcow2, QCOW2, 10M, 10485760",
        "qcow2, QCOW2, 0, 0",
        "qcow2, QCOW2, 10T, 10995116277760",
        "qcow2-v2, QCOW2, 10M, 10485760",
        "qcow2-preallocated, QCOW2, 1G, 1073741824",
        "qcow2-small-clusters, QCOW2, 100M, 104857600",
        "qcow2-large-clusters, QCOW2, 10G, 10737418240",
        "vmdk, VMDK, 10M, 10485760",
        "vmdk-stream, VMDK, 10M, 10485760",
        "vhd-fixed, VHD, 10M, 10485760",
        "vhdx, VHDX, 10M, 10485760",
        "vhdx-fixed, VHDX, 10M, 10485760",
        "vdi, VDI, 10M, 10485760",
        "vdi-static, VDI, 10M, 10485760",
        "luks, LUKS, 10M, 10485760",
        "raw, RAW, 10M, 10485760"
    })
    void realImage_asMade_isTaken(String kind, DiskFormat format, String size, long virtualSize) {
        Inspection inspection = Inspections.of(qemu.image(kind, size));

        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.format()).isEqualTo(format);
        assertThat(inspection.virtualSize()).isEqualTo(virtualSize);
        assertThat(FormatRules.refusal(format.apiName(), "bare", inspection)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "QCOW2, -O qcow2",
        "QCOW2, -c -O qcow2",
        "QCOW2, -c -O qcow2 -o compression_type=zstd",
        "QCOW2, -O qcow2 -o lazy_refcounts=on",
        "VMDK, -O vmdk",
        "VMDK, -O vmdk -o subformat=streamOptimized",
        "VHD, -O vpc -o force_size=on",
        "VHD, -O vpc -o subformat=fixed -o force_size=on",
        "VHDX, -O vhdx",
        "VDI, -O vdi"
    })
    void disk_converted_isTakenWithItsSize(DiskFormat format, String options) {
        byte[] disk = new byte[5 * MIB];
        new Random(7).nextBytes(disk);

        Inspection inspection = Inspections.of(qemu.converted(disk, options.split(" ")));

        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.format()).isEqualTo(format);
        assertThat(inspection.virtualSize()).isEqualTo(disk.length);
    }

    @Test
    void qcow2_withABackingFile_isRefused() {
        qemu.run(List.of("create", "-q", "-f", "raw", "base.raw", "1M"));
        qemu.run(List.of("create", "-q", "-f", "qcow2", "-b", "base.raw", "-F", "raw", "top.img"));

        assertRefused(Problem.BACKING_FILE, "top.img");
    }

    @Test
    void qcow2_withADataFile_isRefused() {
        qemu.run(List.of("create", "-q", "-f", "qcow2", "-o", "data_file=data.raw", "top.img", "1M"));

        assertRefused(Problem.EXTERNAL_DATA_FILE, "top.img");
    }

    @Test
    void qcow2_withExtendedL2Entries_isRefused() {
        qemu.run(List.of("create", "-q", "-f", "qcow2", "-o", "extended_l2=on", "top.img", "1M"));

        assertRefused(Problem.UNKNOWN_FEATURE, "top.img");
    }

    @Test
    void qcow2_encrypted_isRefused() {
        qemu.run(List.of(
                "create",
                "-q",
                "-f",
                "qcow2",
                "--object",
                "secret,id=key,data=secret",
                "-o",
                "encrypt.format=luks,encrypt.key-secret=key,encrypt.iter-time=10,encrypt.hash-alg=sha512",
                "top.img",
                "1M"));

        assertRefused(Problem.ENCRYPTED, "top.img");
    }

    @Test
    void qcow2_withASnapshot_isTakenAndNoted() {
        qemu.run(List.of("create", "-q", "-f", "qcow2", "top.img", "1M"));
        qemu.run(List.of("snapshot", "-c", "before", "top.img"));

        Inspection inspection = Inspections.of(qemu.read(directory.resolve("top.img")));

        assertThat(inspection.findings()).extracting(Finding::problem).containsExactly(Problem.INTERNAL_SNAPSHOTS);
        assertThat(inspection.safe()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"monolithicFlat", "twoGbMaxExtentSparse", "twoGbMaxExtentFlat"})
    void vmdk_inSeveralFiles_isRefused(String variant) {
        qemu.run(List.of("create", "-q", "-f", "vmdk", "-o", "subformat=" + variant, "top.img", "1M"));

        assertRefused(Problem.UNSUPPORTED_VARIANT, "top.img");
    }

    @Test
    void vmdk_withAParent_isRefused() {
        qemu.run(List.of("create", "-q", "-f", "vmdk", "base.vmdk", "1M"));
        qemu.run(List.of("create", "-q", "-f", "vmdk", "-b", "base.vmdk", "-F", "vmdk", "top.img"));

        assertRefused(Problem.PARENT_DISK, "top.img");
    }

    private void assertRefused(Problem problem, String file) {
        Inspection inspection = Inspections.of(qemu.read(directory.resolve(file)));

        assertThat(inspection.findings()).extracting(Finding::problem).contains(problem);
        assertThat(inspection.safe()).isFalse();
    }
}
