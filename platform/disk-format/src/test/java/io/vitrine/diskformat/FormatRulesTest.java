/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatRulesTest {

    @ParameterizedTest
    @CsvSource({
        "raw, raw",
        "raw, empty",
        "raw, mbr",
        "raw, gpt",
        "raw, iso",
        "raw, luks",
        "ami, raw",
        "aki, fat",
        "ari, raw",
        "gpt, gpt",
        "gpt, mbr",
        "iso, iso",
        "iso, iso-hybrid",
        "iso, udf",
        "ploop, raw",
        "vhd, vhd-fixed"
    })
    void content_thatAgrees_isTaken(String declared, String kind) {
        assertThat(FormatRules.refusal(declared, "bare", Inspections.of(HandMade.image(kind))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "raw, qcow2", "raw, vmdk", "raw, vhd", "raw, vhd-fixed", "raw, vhdx", "raw, vdi", "ami, qcow2", "ploop, qcow2",
        "qcow2, raw", "qcow2, empty", "qcow2, vmdk", "vmdk, qcow2", "vhd, vhdx", "vhdx, vhd", "vdi, raw", "iso, raw",
        "iso, gpt", "gpt, raw", "gpt, iso-hybrid", "luks, raw", "qed, raw", "ploop, gpt"
    })
    void content_thatDisagrees_isRefusedByName(String declared, String kind) {
        Inspection inspection = Inspections.of(HandMade.image(kind));

        assertThat(FormatRules.refusal(declared, "bare", inspection))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("declared as " + declared)
                        .contains("content is " + inspection.format().apiName()));
    }

    @ParameterizedTest
    @CsvSource({"ova, vmdk", "ovf, vmdk", "docker, raw", "compressed, qcow2"})
    void archive_inItsContainer_isTaken(String container, String declared) {
        Inspection archive = Inspections.of(HandMade.image("raw"));

        assertThat(FormatRules.refusal(declared, container, archive)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ova, vmdk, qcow2", "compressed, raw, vmdk"})
    void disk_inAContainerForArchives_mustStillAgree(String container, String declared, String kind) {
        Inspection inspection = Inspections.of(HandMade.image(kind));

        assertThat(FormatRules.refusal(declared, container, inspection)).isPresent();
    }
}
