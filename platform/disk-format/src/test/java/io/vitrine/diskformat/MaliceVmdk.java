/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static io.vitrine.diskformat.Problem.BAD_HEADER;
import static io.vitrine.diskformat.Problem.EXTERNAL_EXTENT;
import static io.vitrine.diskformat.Problem.IMPOSSIBLE_SIZE;
import static io.vitrine.diskformat.Problem.OUTSIDE_FILE;
import static io.vitrine.diskformat.Problem.OVERSIZED_TABLE;
import static io.vitrine.diskformat.Problem.PARENT_DISK;
import static io.vitrine.diskformat.Problem.SIZE_MISMATCH;
import static io.vitrine.diskformat.Problem.TRUNCATED;
import static io.vitrine.diskformat.Problem.UNKNOWN_FEATURE;
import static io.vitrine.diskformat.Problem.UNSUPPORTED_VARIANT;
import static io.vitrine.diskformat.Problem.UNSUPPORTED_VERSION;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can be done to a vmdk. */
final class MaliceVmdk {

    private MaliceVmdk() {}

    static Stream<Malice> all() {
        return Stream.of(header(), descriptor(), variants()).flatMap(List::stream);
    }

    private static Malice vmdk(String name, Problem problem, Consumer<Editor> edit) {
        return Malice.of("vmdk", name, problem, it -> edit.accept(it.little()));
    }

    private static Malice footer(String name, Problem problem, Consumer<Editor> edit) {
        return Malice.of("vmdk-footer", name, problem, it -> edit.accept(it.little()));
    }

    private static Malice extent(String name, Problem problem, String line) {
        return vmdk(name, problem, it -> it.replace("# Extent description", line));
    }

    private static List<Malice> header() {
        return List.of(
                vmdk("version 0", UNSUPPORTED_VERSION, it -> it.u32(4, 0)),
                vmdk("version 4", UNSUPPORTED_VERSION, it -> it.u32(4, 4)),
                vmdk("size of 2^63 sectors", IMPOSSIBLE_SIZE, it -> it.u64(12, 1L << 63)),
                vmdk("size of 2^62 sectors", IMPOSSIBLE_SIZE, it -> it.u64(12, 1L << 62)),
                vmdk("another size than its extent", SIZE_MISMATCH, it -> it.u64(12, 1L << 40)),
                vmdk("1 EiB with a directory behind the end", OUTSIDE_FILE, it -> it.u64(12, 1L << 51)),
                vmdk("grains of 0 sectors", BAD_HEADER, it -> it.u64(20, 0)),
                vmdk("grains of 2^63 sectors", BAD_HEADER, it -> it.u64(20, 1L << 63)),
                vmdk("grain tables without entries", BAD_HEADER, it -> it.u32(44, 0)),
                vmdk("grain tables of 16 GiB", BAD_HEADER, it -> it.u32(44, -1)),
                vmdk("grain directory behind the end", OUTSIDE_FILE, it -> it.u64(56, 1L << 40)),
                vmdk(
                        "redundant directory behind the end",
                        OUTSIDE_FILE,
                        it -> it.u32(8, 3).u64(48, 1L << 40)),
                vmdk("unknown compression", UNKNOWN_FEATURE, it -> it.u16(77, 2)),
                vmdk("transferred as text", BAD_HEADER, it -> it.u8(75, '\n')),
                vmdk("descriptor elsewhere", BAD_HEADER, it -> it.u64(28, 2)),
                vmdk("descriptor at a negative place", BAD_HEADER, it -> it.u64(28, -1)),
                vmdk(
                        "no descriptor, as in a split disk",
                        UNSUPPORTED_VARIANT,
                        it -> it.u64(28, 0).u64(36, 0)),
                vmdk("descriptor of 1 MiB", OVERSIZED_TABLE, it -> it.u64(36, 2048)),
                vmdk("descriptor of 8 ZiB", OVERSIZED_TABLE, it -> it.u64(36, -1)),
                vmdk("descriptor behind the end", TRUNCATED, it -> it.u64(36, 2047)));
    }

    private static List<Malice> descriptor() {
        return List.of(
                vmdk("monolithicFlat", UNSUPPORTED_VARIANT, it -> it.replace("monolithicSparse", "monolithicFlat\"")),
                vmdk("no createType", UNSUPPORTED_VARIANT, it -> it.replace("createType", "#reateType")),
                vmdk("endless createType", UNSUPPORTED_VARIANT, it -> it.text(0x240, "createType=" + "x".repeat(80))),
                vmdk("parent by content id", PARENT_DISK, it -> it.replace("parentCID=ffffffff", "parentCID=12345678")),
                vmdk(
                        "parent by name",
                        PARENT_DISK,
                        it -> it.replace("ddb.adapterType = \"ide\"", "parentFileNameHint=\"a\"")),
                vmdk("no extent", EXTERNAL_EXTENT, it -> it.replace("RW ", "#")),
                extent("second extent", EXTERNAL_EXTENT, "RW 1 SPARSE \"a.vmdk"),
                vmdk("extent with a path", EXTERNAL_EXTENT, it -> it.replace(" SPARSE \"", " SPARSE \"/")),
                vmdk("extent with a url", EXTERNAL_EXTENT, it -> it.replace(" SPARSE \"", " SPARSE \"n:")),
                vmdk("flat extent", EXTERNAL_EXTENT, it -> it.replace(" SPARSE \"", " FLAT \"")),
                vmdk("extent with an unknown access", BAD_HEADER, it -> it.replace("RW ", "XX ")),
                extent("unknown line", BAD_HEADER, "open sesame"),
                extent("text that is not ASCII", BAD_HEADER, "\u00e4\u00f6\u00fc"),
                extent("text after a NUL", BAD_HEADER, "\0createType"),
                vmdk("cut in the header", TRUNCATED, it -> it.resize(100)),
                vmdk("cut in the descriptor", TRUNCATED, it -> it.resize(600)));
    }

    private static List<Malice> variants() {
        return List.of(
                Malice.of(
                        "raw",
                        "vmdk descriptor",
                        UNSUPPORTED_VARIANT,
                        it -> it.text(0, "# Disk DescriptorFile\nversion=1\n")),
                Malice.of(
                        "raw",
                        "vmdk descriptor after blank lines",
                        UNSUPPORTED_VARIANT,
                        it -> it.text(0, "#!/bin/sh\n  \r\n\nversion=2\n")),
                Malice.of("raw", "vmdk of ESX 2", UNSUPPORTED_VARIANT, it -> it.text(0, "COWD")),
                footer("no footer", TRUNCATED, it -> it.resize(60_000)),
                footer("wrong footer marker", TRUNCATED, it -> it.u32(it.length() - 1536 + 12, 1)),
                footer("wrong end marker", TRUNCATED, it -> it.u32(it.length() - 512 + 12, 1)),
                footer("footer without signature", TRUNCATED, it -> it.text(it.length() - 1024, "XXXX")),
                footer("footer of another version", BAD_HEADER, it -> it.u32(it.length() - 1020, 2)),
                footer("footer with another descriptor", BAD_HEADER, it -> it.u64(it.length() - 1024 + 28, 40)),
                footer("footer of another size", BAD_HEADER, it -> it.u64(it.length() - 1024 + 12, 1)),
                footer("second footer", BAD_HEADER, it -> it.u64(it.length() - 1024 + 56, -1)),
                footer("footer's directory behind the end", OUTSIDE_FILE, it -> it.u64(it.length() - 1024 + 56, 999)));
    }
}
