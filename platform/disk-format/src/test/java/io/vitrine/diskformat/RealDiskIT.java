/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real discs, file systems and partition tables, harmless and with what {@link Malice} knows of done to them. */
class RealDiskIT {

    private static final String DOS = "label: dos; start=1M, size=3M, type=83, bootable; type=82";
    private static final String GPT = "label: gpt; size=3M, type=U; type=L";

    @TempDir
    Path directory;

    private RealDisks disks;

    @BeforeEach
    void directory() {
        disks = new RealDisks(directory);
    }

    static Stream<Malice> malice(String kind) {
        return Malice.all().filter(malice -> malice.kind().equals(kind));
    }

    static Stream<Malice> maliceOfDiscs() {
        return malice("iso");
    }

    static Stream<Malice> maliceOfPartitions() {
        return malice("gpt");
    }

    @Tag("genisoimage")
    @ParameterizedTest
    @ValueSource(strings = {"-R", "-J -R", "-J -joliet-long -r -iso-level 4", "-J -R -udf", "-R -hfs", "-R -no-pad"})
    void disc_asMade_isTaken(String options) throws IOException {
        assertTaken(DiskFormat.ISO, disks.disc(options.split(" ")));
    }

    @Tag("genisoimage")
    @Tag("sfdisk")
    @ParameterizedTest
    @ValueSource(strings = {DOS, GPT})
    void disc_thatIsAPartitionedDiskToo_isADisc(String partitions) throws IOException {
        assertTaken(DiskFormat.ISO, disks.disc(disks.partitioned(partitions)));
    }

    @Tag("genisoimage")
    @ParameterizedTest
    @MethodSource("maliceOfDiscs")
    void disc_madeMalicious_isRefusedForIt(Malice malice) throws IOException {
        assertRefused(malice, disks.disc("-J", "-R"));
    }

    @Tag("genisoimage")
    @Tag("mke2fs")
    @Test
    void disc_whoseSystemAreaIsAFileSystem_isADisc() throws IOException {
        assertTaken(DiskFormat.ISO, disks.disc(disks.ext4(1)));
    }

    @Tag("mke2fs")
    @Test
    void ext4_asMade_isRaw() throws IOException {
        assertTaken(DiskFormat.RAW, disks.ext4(4));
    }

    @Tag("mke2fs")
    @Test
    void ext4_withAQcow2InItsBootBlock_isNotRaw() throws IOException {
        byte[] qcow2 = new Editor(HandMade.image("qcow2")).resize(1024).bytes();
        byte[] image = new Editor(disks.ext4(4)).put(0, qcow2).bytes();

        Inspection inspection = Inspections.of(image);

        assertThat(inspection.format()).isEqualTo(DiskFormat.QCOW2);
        assertThat(FormatRules.refusal("raw", "bare", inspection)).isPresent();
    }

    @Tag("mkfs.vfat")
    @ParameterizedTest
    @CsvSource({"12, 2", "16, 16", "32, 40"})
    void fat_whoseBootSectorEndsAsAPartitionTable_isRaw(int bits, int mebibytes) throws IOException {
        assertTaken(DiskFormat.RAW, disks.fat(bits, mebibytes));
    }

    @Tag("sfdisk")
    @ParameterizedTest
    @ValueSource(strings = {DOS, "label: dos; size=2M, type=83; type=5; size=1M; size=1M", "label: dos; type=ef"})
    void partitions_ofADosDisk_areTaken(String script) throws IOException {
        assertTaken(DiskFormat.MBR, disks.partitioned(script));
    }

    @Tag("sfdisk")
    @Test
    void partitions_ofAGptDisk_areTaken() throws IOException {
        assertTaken(DiskFormat.GPT, disks.partitioned(GPT));
    }

    @Tag("sfdisk")
    @ParameterizedTest
    @ValueSource(strings = {"label: dos", "label: dos; size=1M, type=83; type=ee"})
    void partitions_thatContradictThemselves_areRawOnly(String script) throws IOException {
        Inspection inspection = Inspections.of(disks.partitioned(script));

        assertThat(inspection.findings()).extracting(Finding::problem).containsOnly(Problem.BAD_PARTITION_TABLE);
        assertThat(FormatRules.refusal("raw", "bare", inspection)).isEmpty();
        assertThat(FormatRules.refusal("gpt", "bare", inspection)).isPresent();
    }

    @Tag("sfdisk")
    @ParameterizedTest
    @MethodSource("maliceOfPartitions")
    void partitions_madeMalicious_areRefusedForIt(Malice malice) throws IOException {
        assertRefused(malice, disks.partitioned(GPT));
    }

    private static void assertTaken(DiskFormat format, byte[] image) {
        Inspection inspection = Inspections.of(image);

        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.format()).isEqualTo(format);
        assertThat(inspection.virtualSize()).isEqualTo(image.length);
        assertThat(FormatRules.refusal(format.apiName(), "bare", inspection)).isEmpty();
        assertThat(FormatRules.refusal("raw", "bare", inspection)).isEmpty();
    }

    private static void assertRefused(Malice malice, byte[] harmless) {
        byte[] image = malice.image(harmless);

        Inspection inspection = Inspections.of(image);

        assertThat(inspection.findings()).extracting(Finding::problem).contains(malice.problem());
        assertThat(inspection.safe()).isFalse();
        assertThat(Inspections.inChunks(image, () -> 17)).isEqualTo(inspection);
    }
}
