/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/**
 * LUKS version 1; see the LUKS On-Disk Format Specification 1.2.3. What is inside stays unknown: whoever unlocks it has to
 * inspect that again.
 */
final class Luks {

    private static final int LENGTH = 592;
    private static final int SLOTS = 8;
    private static final int SLOT_LENGTH = 48;
    private static final long ACTIVE = 0x00ac71f3;
    private static final long INACTIVE = 0x0000dead;

    /** Some ten seconds of one core; cryptsetup itself aims at two. */
    private static final long MOST_ITERATIONS = 20_000_000;

    private static final int MOST_STRIPES = 4000;
    private static final int MOST_KEY_BYTES = 512;

    private final ImageStream image;
    private final Report report;

    private Luks(ImageStream image, Report report) {
        this.image = image;
        this.report = report;
    }

    static void watch(ImageStream image, Report report) {
        image.at(0, LENGTH, new Luks(image, report)::header);
    }

    private void header(Bytes bytes) {
        if (!bytes.is(0, "LUKS\u00ba\u00be")) {
            return;
        }
        report.matched(DiskFormat.LUKS);
        // Two bytes of a key slot's random salt are where a partition table has its signature.
        report.carriesDisk();
        if (!report.complete(bytes, "the luks header")) {
            return;
        }
        if (bytes.u16(6) != 1) {
            report.unsafe(
                    Problem.UNSUPPORTED_VERSION,
                    "luks version " + bytes.u16(6) + " is not accepted, only 1: make it with luksFormat --type luks1");
            return;
        }
        long keyBytes = bytes.u32(108);
        report.unsafeIf(
                keyBytes == 0 || keyBytes > MOST_KEY_BYTES,
                Problem.BAD_HEADER,
                "the luks key is said to have " + keyBytes + " bytes");
        iterations(bytes.u32(164));
        long payload = Sectors.bytes(bytes.u32(104));
        for (int slot = 0; slot < SLOTS; slot++) {
            slot(bytes.slice(208 + slot * SLOT_LENGTH, SLOT_LENGTH), keyBytes, payload);
        }
        image.atEnd(end -> payload(payload, end));
    }

    private void slot(Bytes slot, long keyBytes, long payload) {
        long state = slot.u32(0);
        report.unsafeIf(
                state != ACTIVE && state != INACTIVE, Problem.BAD_HEADER, "a key slot is neither in use nor free");
        if (state == ACTIVE) {
            iterations(slot.u32(4));
            long stripes = slot.u32(44);
            long material = Sectors.bytes(slot.u32(40));
            report.unsafeIf(
                    stripes == 0
                            || stripes > MOST_STRIPES
                            || material < LENGTH
                            || material + stripes * keyBytes > payload,
                    Problem.BAD_HEADER,
                    "a key slot's material does not lie between header and data");
        }
    }

    private void iterations(long count) {
        report.unsafeIf(
                count > MOST_ITERATIONS,
                Problem.SLOW_TO_UNLOCK,
                "unlocking takes " + count + " iterations, more than the " + MOST_ITERATIONS
                        + " accepted: change the key with a smaller --iter-time");
    }

    private void payload(long offset, Ending end) {
        report.unsafeIf(
                offset < LENGTH, Problem.BAD_HEADER, "the data is not behind the header, as with a detached header");
        if (end.holds(offset, 0)) {
            report.virtualSize(end.length() - offset);
        } else {
            report.unsafe(Problem.TRUNCATED, "the file ends before its data begins: upload it whole");
        }
    }
}
