/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** Where the header says its tables are, and whether they can be there. Limits are QEMU's own. */
final class Qcow2Tables {

    private static final int ENTRY = 8;
    private static final int WINDOW = 4096 * ENTRY;
    private static final long MOST_L1 = 32L << 20;
    private static final long MOST_REFCOUNT_TABLE = 8L << 20;
    private static final int MOST_SNAPSHOTS = 65_536;
    private static final int LEAST_SNAPSHOT = 40;
    private static final long OFFSET_MASK = 0x00ff_ffff_ffff_fe00L;

    private final ImageStream image;
    private final Report report;
    private final Qcow2Header header;
    private long farthest;

    Qcow2Tables(ImageStream image, Report report, Qcow2Header header) {
        this.image = image;
        this.report = report;
        this.header = header;
    }

    void check() {
        l1();
        table(
                "refcount table",
                header.refcountTableOffset(),
                header.refcountTableClusters() << header.clusterBits(),
                MOST_REFCOUNT_TABLE);
        report.unsafeIf(
                header.refcountTableClusters() == 0, Problem.BAD_HEADER, "the image has no reference count table");
        if (header.nbSnapshots() > 0) {
            table(
                    "snapshot table",
                    header.snapshotsOffset(),
                    header.nbSnapshots() * LEAST_SNAPSHOT,
                    (long) MOST_SNAPSHOTS * LEAST_SNAPSHOT);
            report.note(
                    Problem.INTERNAL_SNAPSHOTS,
                    "the image carries older states of its disk: remove them with qemu-img snapshot -d if they hold"
                            + " what should not be shared");
        }
    }

    private void l1() {
        int perTable = (int) (2 * header.clusterBits() - 3);
        long needed = (header.size() >>> perTable) + ((header.size() & ((1L << perTable) - 1)) == 0 ? 0 : 1);
        report.unsafeIf(
                header.size() >= 0 && header.l1Size() < needed,
                Problem.SIZE_MISMATCH,
                "the L1 table has " + header.l1Size() + " entries, too few for the size the header gives");
        long bytes = header.l1Size() * ENTRY;
        if (table("L1 table", header.l1TableOffset(), bytes, MOST_L1)) {
            walk(header.l1TableOffset(), bytes);
            image.atEnd(end -> report.unsafeIf(
                    farthest >= end.length(),
                    Problem.OUTSIDE_FILE,
                    "the L1 table points behind the end of the file: it was cut short or is damaged"));
        }
    }

    private void walk(long offset, long remaining) {
        if (remaining == 0) {
            return;
        }
        int length = (int) Math.min(remaining, WINDOW);
        image.at(offset, length, window -> {
            for (int at = 0; at < length; at += ENTRY) {
                farthest = Math.max(farthest, window.u64(at) & OFFSET_MASK);
            }
            if (window.complete()) {
                walk(offset + length, remaining - length);
            }
        });
    }

    /** Whether the table's place is worth looking at. */
    private boolean table(String name, long offset, long bytes, long most) {
        if (bytes > most) {
            report.unsafe(
                    Problem.OVERSIZED_TABLE,
                    "the " + name + " is said to have " + bytes + " bytes, more than the " + most + " of a real image");
            return false;
        }
        if (bytes > 0 && (!header.aligned(offset) || offset == 0)) {
            report.unsafe(
                    Problem.BAD_HEADER, "the " + name + " lies in the header or not at the beginning of a cluster");
            return false;
        }
        image.atEnd(end -> report.unsafeIf(
                !end.holds(offset, bytes),
                Problem.OUTSIDE_FILE,
                "the " + name + " is said to lie behind the end of the file: it was cut short or is damaged"));
        return true;
    }
}
