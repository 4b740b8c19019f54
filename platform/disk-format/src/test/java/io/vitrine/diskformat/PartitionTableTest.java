/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A partition table that contradicts itself is refused as gpt and noted on a raw disk, where it may be no table at all. */
class PartitionTableTest {

    static Stream<Malice> flaws() {
        Problem bad = Problem.BAD_PARTITION_TABLE;
        return List.of(
                Malice.of("mbr", "no partition", bad, it -> it.u8(450, 0)),
                Malice.of("mbr", "unknown activity", bad, it -> it.u8(446, 1)),
                Malice.of("gpt", "protective partition at sector 2", bad, it -> it.u8(454, 2)),
                Malice.of("gpt", "protective partition at another cylinder", bad, it -> it.u8(447, 1)),
                Malice.of(
                        "gpt",
                        "protective partition is second",
                        bad,
                        it -> it.u8(450, 0).u8(466, 0xee)),
                Malice.of("gpt", "another partition beside it", bad, it -> it.u8(466, 0x83)),
                Malice.of("gpt", "no header", bad, it -> it.u8(512, 0)),
                Malice.of("gpt", "wrong checksum", bad, it -> it.u8(600, 1).u8(580, 1)),
                Malice.of("gpt", "header of 4 GiB", bad, it -> it.u32(524, -1)),
                Malice.of(
                        "gpt",
                        "table of 4 billion entries",
                        bad,
                        it -> Checksums.gpt(it.little().u32(592, -1), 512)),
                Malice.of(
                        "gpt",
                        "header elsewhere",
                        bad,
                        it -> Checksums.gpt(it.little().u64(536, 9), 512)))
                .stream();
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void flawedTable_declaredGpt_isRefused(Malice flaw) {
        Inspection inspection = Inspections.of(flaw.image(HandMade.image(flaw.kind())));

        assertThat(inspection.findings()).extracting(Finding::problem).contains(flaw.problem());
        assertThat(FormatRules.refusal("gpt", "bare", inspection)).isPresent();
        assertThat(FormatRules.refusal("raw", "bare", inspection)).isEmpty();
    }

    @Test
    void gpt_cutShort_isNoted() {
        byte[] image = new Editor(HandMade.image("gpt")).resize(30 * 512).bytes();

        assertThat(Inspections.of(image).findings())
                .extracting(Finding::problem, Finding::severity)
                .containsExactly(tuple(Problem.TRUNCATED, Finding.Severity.NOTE));
    }

    @Test
    void signatureByChance_inAnotherFormat_isNoPolyglot() {
        byte[] image = new Editor(HandMade.image("luks")).u16(510, 0x55aa).bytes();

        assertThat(Inspections.of(image)).isEqualTo(Inspections.of(HandMade.image("luks")));
    }

    @Test
    void fixedVhd_withPartitions_isVhd() {
        byte[] image = new Editor(HandMade.image("vhd-fixed"))
                .put(0, HandMade.image("mbr"))
                .bytes();

        Inspection inspection = Inspections.of(image);

        assertThat(inspection.format()).isEqualTo(DiskFormat.VHD);
        assertThat(inspection.findings()).isEmpty();
    }
}
