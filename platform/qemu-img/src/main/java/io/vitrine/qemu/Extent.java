/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a raw disk that may have something else than zeros in it.
 *
 * @param start its first byte
 * @param end the byte after its last
 */
public record Extent(long start, long end) {

    /** Holes that are smaller are not worth to be told: reading them costs less than knowing them. */
    private static final long SMALLEST_HOLE = 256 * 1024;

    /** A disk in more pieces is read as if the rest had no holes. */
    private static final int MOST = 100_000;

    private static final Pattern LINE = Pattern.compile(
            "\"start\": (\\d{1,18}), \"length\": (\\d{1,18}),.*\"zero\": (true|false), \"data\": (true|false)");

    /** Collects what {@code qemu-img map} says, line by line. */
    public static final class Found {

        private final List<Extent> extents = new ArrayList<>();

        synchronized void line(String line) {
            Matcher said = LINE.matcher(line);
            if (said.find() && !(said.group(3).equals("true") && said.group(4).equals("false"))) {
                long start = Long.parseLong(said.group(1));
                add(start, start + Long.parseLong(said.group(2)));
            }
        }

        private void add(long start, long end) {
            Extent last = extents.isEmpty() ? null : extents.getLast();
            if (last != null && (start - last.end < SMALLEST_HOLE || extents.size() == MOST)) {
                extents.set(extents.size() - 1, new Extent(last.start, end));
            } else {
                extents.add(new Extent(start, end));
            }
        }

        /** All, in order. */
        public synchronized List<Extent> all() {
            return List.copyOf(extents);
        }
    }
}
