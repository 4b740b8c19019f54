/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import io.vitrine.diskformat.Finding.Severity;
import java.util.List;

/**
 * What an image turned out to be.
 *
 * @param format what its content is, whatever its owner called it
 * @param virtualSize bytes of the disk a guest sees; null where the image does not say or says what cannot be
 * @param findings what is wrong with it, in the order of the file; at most a few dozen
 * @param bytes length of the file
 */
public record Inspection(DiskFormat format, Long virtualSize, List<Finding> findings, long bytes) {

    public Inspection {
        findings = List.copyOf(findings);
    }

    /** Whether nothing was found that forbids to use it. */
    public boolean safe() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.UNSAFE);
    }

    boolean has(Problem problem) {
        return findings.stream().anyMatch(finding -> finding.problem() == problem);
    }
}
