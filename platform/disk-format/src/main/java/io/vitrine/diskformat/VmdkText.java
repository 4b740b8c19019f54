/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** Tells whether a file is a vmdk's descriptor by itself, as every reader would: comments, blank lines, version. */
final class VmdkText {

    private VmdkText() {}

    static boolean isDescriptor(Bytes bytes) {
        if (bytes.is(0, "# Disk DescriptorFile") || bytes.is(0, "# disk descriptorfile")) {
            return true;
        }
        int at = 0;
        while (at < bytes.present() && (bytes.u8(at) == '#' || Character.isWhitespace(bytes.u8(at)))) {
            at = bytes.u8(at) == '#' ? endOfLine(bytes, at) : at + 1;
        }
        return bytes.is(at, "version=");
    }

    private static int endOfLine(Bytes bytes, int from) {
        int at = from;
        while (at < bytes.present() && bytes.u8(at) != '\n') {
            at++;
        }
        return at;
    }
}
