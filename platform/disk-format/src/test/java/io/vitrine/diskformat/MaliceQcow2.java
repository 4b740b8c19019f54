/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static io.vitrine.diskformat.Problem.BACKING_FILE;
import static io.vitrine.diskformat.Problem.BAD_HEADER;
import static io.vitrine.diskformat.Problem.ENCRYPTED;
import static io.vitrine.diskformat.Problem.EXTERNAL_DATA_FILE;
import static io.vitrine.diskformat.Problem.IMPOSSIBLE_SIZE;
import static io.vitrine.diskformat.Problem.OUTSIDE_FILE;
import static io.vitrine.diskformat.Problem.OVERSIZED_TABLE;
import static io.vitrine.diskformat.Problem.SIZE_MISMATCH;
import static io.vitrine.diskformat.Problem.TRUNCATED;
import static io.vitrine.diskformat.Problem.UNKNOWN_FEATURE;
import static io.vitrine.diskformat.Problem.UNSUPPORTED_VERSION;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can be done to a qcow2. */
final class MaliceQcow2 {

    private static final int L1_OFFSET = 40;

    private MaliceQcow2() {}

    static Stream<Malice> all() {
        return Stream.of(references(), sizes(), tables()).flatMap(List::stream);
    }

    private static Malice qcow2(String name, Problem problem, Consumer<Editor> edit) {
        return Malice.of("qcow2", name, problem, edit);
    }

    private static List<Malice> references() {
        return List.of(
                qcow2(
                        "backing file",
                        BACKING_FILE,
                        it -> it.u64(8, 400).u32(16, 11).text(400, "/etc/passwd")),
                Malice.of(
                        "qcow2-v2",
                        "backing file",
                        BACKING_FILE,
                        it -> it.u64(8, 400).u32(16, 11)),
                qcow2("backing file's name without a place", BACKING_FILE, it -> it.u32(16, 11)),
                qcow2("backing file behind the end", BACKING_FILE, it -> it.u64(8, -1)),
                qcow2("external data file by feature bit", EXTERNAL_DATA_FILE, it -> it.u64(72, 1 << 2)),
                qcow2(
                        "external data file by its name",
                        EXTERNAL_DATA_FILE,
                        it -> it.u32(112, 0x44415441).u32(116, 6).text(120, "json:{")),
                qcow2(
                        "encryption header",
                        ENCRYPTED,
                        it -> it.u32(112, 0x0537be77).u32(116, 16)),
                qcow2("extended L2 entries", UNKNOWN_FEATURE, it -> it.u64(72, 1 << 4)),
                qcow2("highest feature bit", UNKNOWN_FEATURE, it -> it.u64(72, 1L << 63)),
                qcow2(
                        "unknown compression",
                        UNKNOWN_FEATURE,
                        it -> it.u64(72, 1 << 3).u8(104, 9)),
                qcow2("version 1", UNSUPPORTED_VERSION, it -> it.u32(4, 1)),
                qcow2("version 4", UNSUPPORTED_VERSION, it -> it.u32(4, 4)),
                qcow2("clusters of 256 bytes", BAD_HEADER, it -> it.u32(20, 8)),
                qcow2("clusters of 4 MiB", BAD_HEADER, it -> it.u32(20, 22)),
                qcow2("clusters of 2^4294967295 bytes", BAD_HEADER, it -> it.u32(20, -1)));
    }

    private static List<Malice> sizes() {
        return List.of(
                qcow2("AES encryption", ENCRYPTED, it -> it.u32(32, 1)),
                qcow2("LUKS encryption", ENCRYPTED, it -> it.u32(32, 2)),
                qcow2("unknown encryption", ENCRYPTED, it -> it.u32(32, -1)),
                qcow2("size of 2^63", IMPOSSIBLE_SIZE, it -> it.u64(24, 1L << 63)),
                qcow2("size of 4 EiB with a small L1 table", SIZE_MISMATCH, it -> it.u64(24, 1L << 62)),
                qcow2("L1 table of 32 GiB", OVERSIZED_TABLE, it -> it.u32(36, -1)),
                qcow2("L1 table behind the end", OUTSIDE_FILE, it -> it.u64(L1_OFFSET, 1L << 40)),
                qcow2("L1 table at a negative place", OUTSIDE_FILE, it -> it.u64(L1_OFFSET, -1L << 30)),
                qcow2("L1 table in the header", BAD_HEADER, it -> it.u64(L1_OFFSET, 0)),
                qcow2("L1 table between clusters", BAD_HEADER, it -> it.u64(L1_OFFSET, it.u64(L1_OFFSET) + 8)),
                qcow2("L2 table behind the end", OUTSIDE_FILE, it -> it.u64((int) it.u64(L1_OFFSET), 1L << 45)));
    }

    private static List<Malice> tables() {
        return List.of(
                qcow2("refcount table of 8 TiB", OVERSIZED_TABLE, it -> it.u32(56, -1)),
                qcow2("refcount table behind the end", OUTSIDE_FILE, it -> it.u64(48, 1L << 40)),
                qcow2("no refcount table", BAD_HEADER, it -> it.u32(56, 0)),
                qcow2("refcounts of 2^255 bits", BAD_HEADER, it -> it.u32(96, 255)),
                qcow2(
                        "snapshot table behind the end",
                        OUTSIDE_FILE,
                        it -> it.u32(60, 1).u64(64, 1L << 40)),
                qcow2(
                        "4 billion snapshots",
                        OVERSIZED_TABLE,
                        it -> it.u32(60, -1).u64(64, 1L << 16)),
                qcow2("header length of 4 GiB", BAD_HEADER, it -> it.u32(100, -1)),
                qcow2("header length of 0", BAD_HEADER, it -> it.u32(100, 0)),
                qcow2("header extension of 4 GiB", BAD_HEADER, it -> it.u32(116, -1)),
                qcow2("cut in the header", TRUNCATED, it -> it.resize(40)),
                qcow2("cut in the header of version 3", TRUNCATED, it -> it.resize(80)),
                qcow2("cut after the magic", TRUNCATED, it -> it.resize(4)),
                qcow2("cut before the tables", OUTSIDE_FILE, it -> it.resize(128)));
    }
}
