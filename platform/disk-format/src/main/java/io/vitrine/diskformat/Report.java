/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import io.vitrine.diskformat.Finding.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one recogniser says. Bounded, however much there is to complain about. */
final class Report {

    private static final int MOST_FINDINGS = 16;

    private final Set<Finding> findings = new LinkedHashSet<>();
    private DiskFormat format;
    private Long virtualSize;
    private boolean carriesDisk;

    /** The image is of this format; said before anything else. */
    void matched(DiskFormat found) {
        format = found;
    }

    /** The image is a plain disk with something of its own around it, so a partition table in it is no second format. */
    void carriesDisk() {
        carriesDisk = true;
    }

    void virtualSize(long bytes) {
        if (bytes < 0) {
            unsafe(Problem.IMPOSSIBLE_SIZE, "the header gives the disk a size of 2^63 bytes or more");
        } else {
            virtualSize = bytes;
        }
    }

    void unsafe(Problem problem, String reason) {
        add(new Finding(problem, Severity.UNSAFE, reason));
    }

    void note(Problem problem, String reason) {
        add(new Finding(problem, Severity.NOTE, reason));
    }

    void unsafeIf(boolean wrong, Problem problem, String reason) {
        if (wrong) {
            unsafe(problem, reason);
        }
    }

    /** Whether all of it was there; where not, the image cannot be judged. */
    boolean complete(Bytes bytes, String what) {
        unsafeIf(!bytes.complete(), Problem.TRUNCATED, "the file ends before or within " + what + ": upload it whole");
        return bytes.complete();
    }

    DiskFormat format() {
        return format;
    }

    Long virtualSize() {
        return virtualSize;
    }

    boolean isDiskCarrier() {
        return carriesDisk;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    boolean has(Problem problem) {
        return findings.stream().anyMatch(finding -> finding.problem() == problem);
    }

    private void add(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }
}
