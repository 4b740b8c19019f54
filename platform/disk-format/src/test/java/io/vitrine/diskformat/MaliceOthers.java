/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static io.vitrine.diskformat.Problem.BAD_HEADER;
import static io.vitrine.diskformat.Problem.FORBIDDEN_FORMAT;
import static io.vitrine.diskformat.Problem.IMPOSSIBLE_SIZE;
import static io.vitrine.diskformat.Problem.OUTSIDE_FILE;
import static io.vitrine.diskformat.Problem.OVERSIZED_TABLE;
import static io.vitrine.diskformat.Problem.PARENT_DISK;
import static io.vitrine.diskformat.Problem.POLYGLOT;
import static io.vitrine.diskformat.Problem.SIZE_MISMATCH;
import static io.vitrine.diskformat.Problem.SLOW_TO_UNLOCK;
import static io.vitrine.diskformat.Problem.TRUNCATED;
import static io.vitrine.diskformat.Problem.UNSUPPORTED_VARIANT;
import static io.vitrine.diskformat.Problem.UNSUPPORTED_VERSION;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can be done to vdi and luks, and by mixing formats. */
final class MaliceOthers {

    private MaliceOthers() {}

    static Stream<Malice> all() {
        return Stream.of(vdi(), luks(), polyglots()).flatMap(List::stream);
    }

    private static Malice vdi(String name, Problem problem, Consumer<Editor> edit) {
        return Malice.of("vdi", name, problem, it -> edit.accept(it.little()));
    }

    private static List<Malice> vdi() {
        return List.of(
                vdi("differencing", PARENT_DISK, it -> it.u32(76, 4)),
                vdi("undo", PARENT_DISK, it -> it.u32(76, 3)),
                vdi("parent by id", PARENT_DISK, it -> it.u32(440, 1)),
                vdi("link by id", PARENT_DISK, it -> it.u32(424, 1)),
                vdi("unknown type", UNSUPPORTED_VARIANT, it -> it.u32(76, 9)),
                vdi("version 0.1", UNSUPPORTED_VERSION, it -> it.u32(68, 1)),
                vdi("size of 2^63", IMPOSSIBLE_SIZE, it -> it.u64(368, 1L << 63)),
                vdi("size of 4 EiB", SIZE_MISMATCH, it -> it.u64(368, 1L << 62)),
                vdi("blocks of 0 bytes", BAD_HEADER, it -> it.u32(376, 0)),
                vdi("4 billion blocks", OVERSIZED_TABLE, it -> it.u32(384, -1)),
                vdi("block table behind the end", OUTSIDE_FILE, it -> it.u32(340, 1 << 30)),
                vdi("block table in the header", OUTSIDE_FILE, it -> it.u32(340, 8)),
                vdi("more blocks stored than there are", SIZE_MISMATCH, it -> it.u32(388, 1000)),
                Malice.of("vdi-static", "cut", TRUNCATED, it -> it.resize(it.length() - 1)),
                vdi("cut in the header", TRUNCATED, it -> it.resize(300)));
    }

    private static Malice luks(String name, Problem problem, Consumer<Editor> edit) {
        return Malice.of("luks", name, problem, edit);
    }

    private static List<Malice> luks() {
        return List.of(
                luks("version 2", UNSUPPORTED_VERSION, it -> it.u16(6, 2)),
                luks("endless digest", SLOW_TO_UNLOCK, it -> it.u32(164, -1)),
                luks("endless key slot", SLOW_TO_UNLOCK, it -> it.u32(212, -1)),
                luks("key slot without state", BAD_HEADER, it -> it.u32(208, 7)),
                luks("key material of 4 billion stripes", BAD_HEADER, it -> it.u32(252, -1)),
                luks("key material in the data", BAD_HEADER, it -> it.u32(248, it.u32(104))),
                luks("key of 4 GiB", BAD_HEADER, it -> it.u32(108, -1)),
                luks("detached header", BAD_HEADER, it -> it.u32(104, 0)),
                luks("data behind the end", TRUNCATED, it -> it.u32(104, 1L << 31)),
                luks("cut in the header", TRUNCATED, it -> it.resize(500)));
    }

    private static List<Malice> polyglots() {
        byte[] iso = HandMade.image("iso");
        byte[] qcow2 = HandMade.image("qcow2");
        return List.of(
                Malice.of("qed", "as it is", FORBIDDEN_FORMAT, it -> {}),
                Malice.of("iso", "qcow2 in the system area", POLYGLOT, it -> it.put(0, qcow2)),
                Malice.of(
                        "qcow2",
                        "iso from 32 KiB on",
                        POLYGLOT,
                        it -> it.resize(Math.max(it.length(), iso.length))
                                .put(32_768, Arrays.copyOfRange(iso, 32_768, iso.length))),
                Malice.of("gpt", "qcow2's magic in the boot code", POLYGLOT, it -> it.text(0, "QFI\u00fb")),
                Malice.of("vhd-fixed", "qcow2 inside", POLYGLOT, it -> it.put(0, qcow2)),
                Malice.of(
                        "vmdk", "vdi in its header", POLYGLOT, it -> it.little().u32(64, 0xbeda107fL)),
                Malice.of("iso", "cut", TRUNCATED, it -> it.resize(it.length() - 2048)),
                Malice.of("iso", "two sizes", SIZE_MISMATCH, it -> it.u32(32_768 + 80, 0)));
    }
}
