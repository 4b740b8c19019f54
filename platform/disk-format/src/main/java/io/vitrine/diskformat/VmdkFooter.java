/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/**
 * The end of a streamed vmdk: a marker, a copy of the header that knows where the grain directory came to lie, and the
 * end-of-stream marker. The copy takes precedence in readers, so it may differ in nothing but the directories' places.
 */
final class VmdkFooter {

    private static final int FOOTER_MARKER = 3;
    private static final int END_OF_STREAM = 0;
    private static final int MARKER_LENGTH = 512;

    private final Report report;
    private final VmdkHeader header;

    VmdkFooter(Report report, VmdkHeader header) {
        this.report = report;
        this.header = header;
    }

    void check(Ending end) {
        Bytes tail = end.last(2 * MARKER_LENGTH + VmdkHeader.LENGTH).littleEndian();
        if (!report.complete(tail, "the vmdk's footer")) {
            return;
        }
        boolean marked = marker(tail, 0, 1, FOOTER_MARKER)
                && marker(tail, MARKER_LENGTH + VmdkHeader.LENGTH, 0, END_OF_STREAM)
                && tail.is(MARKER_LENGTH, VmdkHeader.MAGIC);
        if (!marked) {
            report.unsafe(Problem.TRUNCATED, "the vmdk's footer is not at the end of the file: upload it whole");
            return;
        }
        VmdkHeader footer = VmdkHeader.read(tail.slice(MARKER_LENGTH, VmdkHeader.LENGTH));
        report.unsafeIf(
                !alike(footer),
                Problem.BAD_HEADER,
                "the vmdk's footer contradicts its header, so readers would disagree");
        if (footer.directory() == VmdkHeader.DIRECTORY_IN_FOOTER) {
            report.unsafe(Problem.BAD_HEADER, "the vmdk's footer refers to yet another footer");
        } else {
            Vmdk.directory(report, footer, end);
        }
    }

    private static boolean marker(Bytes tail, int at, int sectors, int type) {
        return tail.u64(at) == sectors && tail.u32(at + 8) == 0 && tail.u32(at + 12) == type;
    }

    private boolean alike(VmdkHeader footer) {
        return footer.version() == header.version()
                && footer.flags() == header.flags()
                && footer.capacity() == header.capacity()
                && footer.grainSize() == header.grainSize()
                && footer.descriptorOffset() == header.descriptorOffset()
                && footer.descriptorSize() == header.descriptorSize()
                && footer.entriesPerGrainTable() == header.entriesPerGrainTable()
                && footer.compression() == header.compression();
    }
}
