/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text that says what a vmdk consists of. Every line must be one that is understood, else nothing is known. */
final class VmdkDescriptor {

    private static final int LONGEST_LINE = 1024;
    /** A CID has eight digits at most, and the end of the text takes the place of one that is missing. */
    private static final int LONGEST_LEFTOVER = 6;

    private static final List<String> CREATE_TYPES = List.of("monolithicsparse", "streamoptimized");
    private static final Pattern FIELD = Pattern.compile("([^ =]+)=(.*)");
    private static final Pattern EXTENT_ACCESS = Pattern.compile("(rw|rdonly|noaccess) .*");
    private static final Pattern EXTENT =
            Pattern.compile("(?:rw|rdonly|noaccess) ([0-9]{1,18}) sparse \"([^\"/\\\\:]+)\"");
    private static final String NO_PARENT = "ffffffff";

    private final Report report;
    private final long capacity;
    private int extents;
    private int createTypes;

    /** @param capacity sectors of the disk, as the binary header has it */
    VmdkDescriptor(Report report, long capacity) {
        this.report = report;
        this.capacity = capacity;
    }

    void read(Bytes text) {
        byte[] bytes = text.array();
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        if (!isOver(bytes, end)) {
            return;
        }
        int start = 0;
        while (start < end) {
            int newline = start;
            while (newline < end && bytes[newline] != '\n') {
                newline++;
            }
            if (!readable(bytes, start, newline)) {
                return;
            }
            line(new String(bytes, start, newline - start, StandardCharsets.US_ASCII)
                    .strip()
                    .toLowerCase(Locale.ROOT));
            start = newline + 1;
        }
        report.unsafeIf(createTypes != 1, Problem.UNSUPPORTED_VARIANT, "the vmdk must say its createType exactly once");
        report.unsafeIf(extents != 1, Problem.EXTERNAL_EXTENT, "the vmdk must consist of exactly one extent, itself");
    }

    /**
     * Whether nothing follows the text but zeros, and what qemu leaves of the text's end where it wrote a shorter CID than
     * before over it.
     */
    private boolean isOver(byte[] bytes, int end) {
        int last = bytes.length;
        while (last > end && bytes[last - 1] == 0) {
            last--;
        }
        int left = Math.max(0, last - end - 1);
        boolean over = left <= Math.min(LONGEST_LEFTOVER, end)
                && Arrays.equals(bytes, end - left, end, bytes, end + 1, end + 1 + left);
        report.unsafeIf(!over, Problem.BAD_HEADER, "the vmdk's descriptor has more after its end");
        return over;
    }

    private boolean readable(byte[] bytes, int from, int to) {
        boolean plain = to - from <= LONGEST_LINE;
        for (int i = from; plain && i < to; i++) {
            plain = (bytes[i] >= ' ' && bytes[i] < 0x7f) || bytes[i] == '\t' || bytes[i] == '\r';
        }
        report.unsafeIf(
                !plain, Problem.BAD_HEADER, "the vmdk's descriptor has overlong lines or is not plain ASCII text");
        return plain;
    }

    private void line(String line) {
        Matcher field = FIELD.matcher(line);
        if (line.isEmpty() || line.startsWith("#") || line.startsWith("ddb")) {
            return;
        }
        if (field.matches()) {
            field(field.group(1), field.group(2).replace("\"", "").strip());
        } else if (EXTENT_ACCESS.matcher(line).matches()) {
            extents++;
            extent(EXTENT.matcher(line));
        } else {
            report.unsafe(Problem.BAD_HEADER, "the vmdk's descriptor has a line that is not understood");
        }
    }

    private void field(String name, String value) {
        switch (name) {
            case "createtype" -> {
                createTypes++;
                report.unsafeIf(
                        !CREATE_TYPES.contains(value),
                        Problem.UNSUPPORTED_VARIANT,
                        "the vmdk's createType must be monolithicSparse or streamOptimized: convert with"
                                + " qemu-img convert -O vmdk -o subformat=monolithicSparse");
            }
            case "parentcid" -> report.unsafeIf(!value.equals(NO_PARENT), Problem.PARENT_DISK, parent());
            case "parentfilenamehint" -> report.unsafe(Problem.PARENT_DISK, parent());
            case "changetrackpath" ->
                report.unsafe(
                        Problem.EXTERNAL_EXTENT, "the vmdk names a change-tracking file: switch change tracking off");
            default -> {}
        }
    }

    private static String parent() {
        return "the vmdk holds only the differences from a parent disk: consolidate its snapshots or clone it";
    }

    private void extent(Matcher extent) {
        if (!extent.matches()) {
            report.unsafe(
                    Problem.EXTERNAL_EXTENT,
                    "the vmdk has an extent that is not sparse or names a path: make it one file with qemu-img convert");
            return;
        }
        report.unsafeIf(
                Long.parseLong(extent.group(1)) != capacity,
                Problem.SIZE_MISMATCH,
                "the vmdk's extent has another size than its header");
    }
}
