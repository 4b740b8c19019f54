/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import io.vitrine.diskformat.Finding.Severity;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether an image may be what its owner declared it to be. */
public final class FormatRules {

    /** Any disk whose bytes are handed out as they are; the Amazon formats are a disk, a kernel and a ramdisk. */
    private static final Set<String> PLAIN = Set.of("raw", "ami", "aki", "ari");

    /** Containers in which the disk is wrapped or compressed, so that it cannot be seen. */
    private static final Set<String> WRAPPED = Set.of("ova", "ovf", "docker", "compressed");

    private FormatRules() {}

    /**
     * Why the image must be refused.
     *
     * <ul>
     *   <li>An unsafe finding refuses, whatever was declared.
     *   <li>{@code raw} (and ami, aki, ari) take every format whose bytes are the disk: raw, gpt, mbr, iso, luks. Another
     *       format declared as raw is refused: a hypervisor that probes would read it through its tables.
     *   <li>{@code gpt} takes gpt and mbr, with a partition table that holds together.
     *   <li>Every other format that is recognised takes just itself; one that is not (ploop, a site's own) takes what is
     *       not recognised either.
     *   <li>In the containers ova, ovf, docker and compressed, content that is not recognised is an archive and taken.
     * </ul>
     *
     * @param declaredFormat the Image API's {@code disk_format}
     * @param containerFormat the Image API's {@code container_format}
     * @return a sentence for the image's owner; empty where there is nothing against the image
     */
    public static Optional<String> refusal(String declaredFormat, String containerFormat, Inspection inspection) {
        if (!inspection.safe()) {
            return Optional.of(inspection.findings().stream()
                    .filter(finding -> finding.severity() == Severity.UNSAFE)
                    .map(Finding::reason)
                    .distinct()
                    .collect(Collectors.joining("; ", "The image is not safe to use: ", ".")));
        }
        if (agree(declaredFormat, containerFormat, inspection)) {
            return Optional.empty();
        }
        return Optional.of(mismatch(declaredFormat, inspection));
    }

    private static boolean agree(String declared, String container, Inspection inspection) {
        DiskFormat found = inspection.format();
        if (found == DiskFormat.RAW && WRAPPED.contains(container)) {
            return true;
        }
        if (PLAIN.contains(declared)) {
            return found.byteForByte();
        }
        if (declared.equals(DiskFormat.GPT.apiName())) {
            return found.apiName().equals(declared) && !inspection.has(Problem.BAD_PARTITION_TABLE);
        }
        return isRecognised(declared) ? found.apiName().equals(declared) : found == DiskFormat.RAW;
    }

    private static boolean isRecognised(String declared) {
        return Arrays.stream(DiskFormat.values())
                .anyMatch(format -> format.apiName().equals(declared));
    }

    private static String mismatch(String declared, Inspection inspection) {
        DiskFormat found = inspection.format();
        if (found.apiName().equals(declared)) {
            return inspection.findings().stream()
                    .map(Finding::reason)
                    .distinct()
                    .collect(Collectors.joining("; ", "The image is declared as " + declared + ", but ", "."));
        }
        return "The image is declared as " + declared + ", but its content is " + found.apiName()
                + ": set disk_format to " + found.apiName() + " or upload the other file.";
    }
}
