/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static io.vitrine.diskformat.Problem.BAD_HEADER;
import static io.vitrine.diskformat.Problem.IMPOSSIBLE_SIZE;
import static io.vitrine.diskformat.Problem.OUTSIDE_FILE;
import static io.vitrine.diskformat.Problem.OVERSIZED_TABLE;
import static io.vitrine.diskformat.Problem.PARENT_DISK;
import static io.vitrine.diskformat.Problem.PENDING_LOG;
import static io.vitrine.diskformat.Problem.SIZE_MISMATCH;
import static io.vitrine.diskformat.Problem.TRUNCATED;
import static io.vitrine.diskformat.Problem.UNKNOWN_FEATURE;
import static io.vitrine.diskformat.Problem.UNSUPPORTED_VARIANT;
import static io.vitrine.diskformat.Problem.UNSUPPORTED_VERSION;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;

/** What can be done to vhd and vhdx, with their checksums made right again. */
final class MaliceMicrosoft {

    private MaliceMicrosoft() {}

    static Stream<Malice> all() {
        return Stream.of(vhd(), vhdx(), vhdxMetadata()).flatMap(List::stream);
    }

    private static Malice footers(String name, Problem problem, ObjIntConsumer<Editor> edit) {
        return Malice.of("vhd", name, problem, it -> Checksums.vhdFooters(it, edit));
    }

    private static Malice fixed(String name, Problem problem, ObjIntConsumer<Editor> edit) {
        return Malice.of("vhd-fixed", name, problem, it -> Checksums.vhdFooters(it, edit));
    }

    private static Malice header(String name, Problem problem, Consumer<Editor> edit) {
        return Malice.of("vhd", name, problem, it -> {
            edit.accept(it);
            Checksums.vhd(it, 512, 1024, 36);
        });
    }

    private static List<Malice> vhd() {
        return List.of(
                footers("differencing", PARENT_DISK, (it, at) -> it.u32(at + 60, 4)),
                footers("unknown type", UNSUPPORTED_VARIANT, (it, at) -> it.u32(at + 60, 9)),
                footers("size of 2^63", IMPOSSIBLE_SIZE, (it, at) -> it.u64(at + 48, 1L << 63)),
                footers("size of 4 EiB", SIZE_MISMATCH, (it, at) -> it.u64(at + 48, 1L << 62)),
                footers("header in the header", BAD_HEADER, (it, at) -> it.u64(at + 16, 0)),
                footers("header behind the end", TRUNCATED, (it, at) -> it.u64(at + 16, 1L << 40)),
                footers("header at a negative place", BAD_HEADER, (it, at) -> it.u64(at + 16, -1)),
                Malice.of("vhd", "wrong checksum", BAD_HEADER, it -> it.u64(40, 1)),
                Malice.of("vhd", "footer that contradicts", BAD_HEADER, it -> it.u64(it.length() - 512 + 48, 1)),
                Malice.of("vhd", "no footer", TRUNCATED, it -> it.resize(it.length() - 1)),
                Malice.of("vhd", "cut in the header", TRUNCATED, it -> it.resize(100)),
                header("parent's locator", PARENT_DISK, it -> it.text(512 + 576, "W2ru")),
                header("parent's id", PARENT_DISK, it -> it.u64(512 + 40, 7)),
                header("no dynamic header", BAD_HEADER, it -> it.text(512, "xxxxxxxx")),
                header("blocks of 0 bytes", BAD_HEADER, it -> it.u32(512 + 32, 0)),
                header("too few blocks", SIZE_MISMATCH, it -> it.u32(512 + 28, 0)),
                header("block table behind the end", OUTSIDE_FILE, it -> it.u64(512 + 16, 1L << 40)),
                header("4 billion blocks", OUTSIDE_FILE, it -> it.u32(512 + 28, -1)),
                fixed("larger than the file", SIZE_MISMATCH, (it, at) -> it.u64(at + 48, 1L << 40)),
                fixed("size of 2^63", IMPOSSIBLE_SIZE, (it, at) -> it.u64(at + 48, -1)),
                fixed("footer of a dynamic one", TRUNCATED, (it, at) -> it.u32(at + 60, 3)),
                fixed("footer of a differencing one", TRUNCATED, (it, at) -> it.u32(at + 60, 4)));
    }

    private static Malice vhdx(String name, Problem problem, Consumer<Editor> edit) {
        return Malice.of("vhdx", name, problem, it -> {
            edit.accept(it.little());
            HandMadeVhdx.seal(it);
        });
    }

    private static Malice broken(String name, Problem problem, Consumer<Editor> edit) {
        return Malice.of("vhdx", name, problem, it -> edit.accept(it.little()));
    }

    /** The same in both copies of the headers or region tables. */
    private static Malice twice(String name, Problem problem, int[] copies, ObjIntConsumer<Editor> edit) {
        return vhdx(name, problem, it -> {
            edit.accept(it, copies[0]);
            edit.accept(it, copies[1]);
        });
    }

    private static Malice item(String name, Problem problem, String guid, ObjIntConsumer<Editor> edit) {
        return vhdx(name, problem, it -> edit.accept(it, HandMadeVhdx.item(it, guid)));
    }

    private static Malice entry(String name, Problem problem, String guid, ObjIntConsumer<Editor> edit) {
        return vhdx(name, problem, it -> edit.accept(it, it.find(HandMadeVhdx.guid(guid))));
    }

    private static List<Malice> vhdx() {
        int[] headers = HandMadeVhdx.HEADERS;
        int[] regions = HandMadeVhdx.REGIONS;
        return List.of(
                item("parent by flag", PARENT_DISK, HandMadeVhdx.FILE_PARAMETERS, (it, at) -> it.u32(at + 4, 2)),
                entry(
                        "parent's locator",
                        PARENT_DISK,
                        HandMadeVhdx.LOGICAL_SECTOR,
                        (it, at) -> it.put(at, HandMadeVhdx.guid(HandMadeVhdx.PARENT_LOCATOR))),
                twice("pending log", PENDING_LOG, headers, (it, at) -> it.u64(at + 48, 7)),
                twice("version 2", UNSUPPORTED_VERSION, headers, (it, at) -> it.u16(at + 66, 2)),
                broken(
                        "no valid header",
                        BAD_HEADER,
                        it -> it.u8(headers[0] + 9, 1).u8(headers[1] + 9, 1)),
                broken("no valid region table", BAD_HEADER, it -> it.u8(regions[0] + 8, 99)),
                vhdx("region tables that differ", BAD_HEADER, it -> it.u8(regions[1] + 8, 1)),
                twice("4 billion regions", OVERSIZED_TABLE, regions, (it, at) -> it.u32(at + 8, -1)),
                twice(
                        "unknown region",
                        UNKNOWN_FEATURE,
                        regions,
                        (it, at) -> it.u32(at + 8, 3)
                                .u64(at + 80, 7)
                                .u64(at + 96, HandMade.MIB)
                                .u32(at + 108, 1)),
                twice("region behind the end", OUTSIDE_FILE, regions, (it, at) -> it.u64(at + 32, 1L << 40)),
                twice("region at a negative place", BAD_HEADER, regions, (it, at) -> it.u64(at + 32, -1L << 20)),
                twice("region at the last place", OUTSIDE_FILE, regions, (it, at) -> it.u64(at + 32, ~0L >>> 21 << 20)),
                twice("region in the headers", BAD_HEADER, regions, (it, at) -> it.u64(at + 32, 0)),
                twice("no regions", BAD_HEADER, regions, (it, at) -> it.u32(at + 8, 0)));
    }

    private static List<Malice> vhdxMetadata() {
        return List.of(
                item("size of 2^63", IMPOSSIBLE_SIZE, HandMadeVhdx.DISK_SIZE, (it, at) -> it.u64(at, 1L << 63)),
                item("size of 4 EiB", IMPOSSIBLE_SIZE, HandMadeVhdx.DISK_SIZE, (it, at) -> it.u64(at, 1L << 62)),
                item("blocks of 1 byte", BAD_HEADER, HandMadeVhdx.FILE_PARAMETERS, (it, at) -> it.u32(at, 1)),
                item("sectors of 1 byte", BAD_HEADER, HandMadeVhdx.LOGICAL_SECTOR, (it, at) -> it.u32(at, 1)),
                entry("item in the table", BAD_HEADER, HandMadeVhdx.DISK_SIZE, (it, at) -> it.u32(at + 16, 0)),
                entry("item of 4 GiB", BAD_HEADER, HandMadeVhdx.DISK_SIZE, (it, at) -> it.u32(at + 20, -1)),
                entry("unknown item", UNKNOWN_FEATURE, HandMadeVhdx.LOGICAL_SECTOR, (it, at) -> it.u64(at, 7)),
                vhdx(
                        "65535 items",
                        OVERSIZED_TABLE,
                        it -> it.u16((int) it.u64(it.find(HandMadeVhdx.guid(HandMadeVhdx.METADATA)) + 16) + 10, -1)),
                broken("cut in the headers", TRUNCATED, it -> it.resize(100_000)),
                broken("cut after the identifier", TRUNCATED, it -> it.resize(8)),
                broken("cut in the metadata", TRUNCATED, it -> it.resize(HandMade.MIB + 100)));
    }
}
