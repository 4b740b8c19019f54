/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import io.vitrine.diskformat.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes one verdict of what all recognisers say. */
final class Verdict {

    private Verdict() {}

    static Inspection of(List<Report> reports, long bytes) {
        List<Report> matched = readings(
                reports.stream().filter(report -> report.format() != null).toList());
        if (matched.isEmpty()) {
            return new Inspection(DiskFormat.RAW, bytes, List.of(), bytes);
        }
        Report first = matched.getFirst();
        List<Finding> findings = new ArrayList<>();
        if (matched.size() > 1) {
            findings.add(polyglot(matched));
        }
        matched.forEach(report -> findings.addAll(report.findings()));
        return new Inspection(first.format(), first.virtualSize(), findings, bytes);
    }

    /**
     * All readings but a partition table that is no reading of its own: one of the disk inside an ISO or a fixed vhd, or
     * one that does not hold together beside another format, where its two signature bytes are chance.
     */
    private static List<Report> readings(List<Report> matched) {
        boolean carrier = matched.stream().anyMatch(Report::isDiskCarrier);
        return matched.stream()
                .filter(report -> matched.size() == 1
                        || !isPartitionTable(report)
                        || !(carrier || report.has(Problem.BAD_PARTITION_TABLE)))
                .toList();
    }

    private static boolean isPartitionTable(Report report) {
        return report.format() == DiskFormat.GPT || report.format() == DiskFormat.MBR;
    }

    private static Finding polyglot(List<Report> matched) {
        String formats =
                matched.stream().map(report -> report.format().apiName()).collect(Collectors.joining(" and "));
        return new Finding(
                Problem.POLYGLOT,
                Severity.UNSAFE,
                "the file is " + formats
                        + " at once, so what it holds depends on who reads it: convert it to one format");
    }
}
