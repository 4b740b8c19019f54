/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.util.HashSet;
import java.util.Set;

/** A vhdx's region table, of which there are two copies: where block table and metadata are. */
final class VhdxRegions {

    static final int MIB = 1 << 20;

    private static final String BLOCKS = "2dc27766-f623-4200-9d64-115e9bfd4a08";
    private static final String METADATA = "8b7ca206-4790-4b9a-b8fe-575f050f886e";
    private static final int LENGTH = 64 * 1024;
    private static final int FIRST = 3 * LENGTH;
    private static final int SECOND = 4 * LENGTH;
    private static final int HEADER = 16;
    private static final int ENTRY = 32;
    private static final int MOST_ENTRIES = 2047;

    private final ImageStream image;
    private final Report report;
    private final Set<String> seen = new HashSet<>();
    private long checksum;
    private long farthest;

    VhdxRegions(ImageStream image, Report report) {
        this.image = image;
        this.report = report;
    }

    void watch() {
        image.at(FIRST, LENGTH, this::table);
    }

    private void table(Bytes bytes) {
        if (!report.complete(bytes, "the vhdx region table")) {
            return;
        }
        if (!bytes.is(0, "regi") || !Vhdx.checksumRight(bytes)) {
            report.unsafe(Problem.BAD_HEADER, "the vhdx region table is missing or damaged");
            return;
        }
        checksum = bytes.u32(4);
        image.at(SECOND, LENGTH, this::copy);
        long count = bytes.u32(8);
        if (count > MOST_ENTRIES) {
            report.unsafe(
                    Problem.OVERSIZED_TABLE, "the vhdx region table has " + count + " entries, above " + MOST_ENTRIES);
            return;
        }
        for (int i = 0; i < count; i++) {
            entry(bytes, HEADER + i * ENTRY);
        }
        image.atEnd(end -> report.unsafeIf(
                farthest > end.length(),
                Problem.OUTSIDE_FILE,
                "a vhdx region is said to lie behind the end of the file: it was cut short or is damaged"));
        report.unsafeIf(
                !seen.contains(BLOCKS) || !seen.contains(METADATA),
                Problem.BAD_HEADER,
                "the vhdx names no block table or no metadata");
    }

    private void copy(Bytes bytes) {
        report.unsafeIf(
                report.complete(bytes, "the vhdx region table")
                        && (!bytes.is(0, "regi") || !Vhdx.checksumRight(bytes) || bytes.u32(4) != checksum),
                Problem.BAD_HEADER,
                "the vhdx's two region tables differ, so readers would disagree");
    }

    private void entry(Bytes bytes, int at) {
        String guid = Guid.at(bytes, at);
        long offset = bytes.u64(at + 16);
        long length = bytes.u32(at + 24);
        boolean required = (bytes.u32(at + 28) & 1) != 0;
        if (offset < MIB || offset % MIB != 0 || length % MIB != 0) {
            report.unsafe(Problem.BAD_HEADER, "a vhdx region is not placed in whole MiB behind the first");
            return;
        }
        farthest = Math.max(farthest, offset > Long.MAX_VALUE - length ? Long.MAX_VALUE : offset + length);
        if (!guid.equals(BLOCKS) && !guid.equals(METADATA)) {
            report.unsafeIf(required, Problem.UNKNOWN_FEATURE, "the vhdx needs a region of an unknown kind");
        } else if (!seen.add(guid)) {
            report.unsafe(Problem.BAD_HEADER, "the vhdx names two block tables or two metadata regions");
        } else if (guid.equals(METADATA)) {
            new VhdxMetadata(image, report, offset, length).watch();
        }
    }
}
