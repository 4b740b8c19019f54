/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.util.HexFormat;

/** Microsoft's GUIDs: the first three groups little-endian, the rest as written. */
final class Guid {

    private Guid() {}

    static String at(Bytes little, int at) {
        String rest = HexFormat.of().formatHex(little.array(), at + 8, at + 16);
        return String.format(
                "%08x-%04x-%04x-%s-%s",
                little.u32(at), little.u16(at + 4), little.u16(at + 6), rest.substring(0, 4), rest.substring(4));
    }
}
