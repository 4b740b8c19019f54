/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Makes an edited structure's checksum right again, as an attacker would. */
final class Checksums {

    private Checksums() {}

    static Editor vhd(Editor image, int from, int length, int field) {
        image.u32(from + field, 0);
        long sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += Byte.toUnsignedInt(image.bytes()[i]);
        }
        return image.u32(from + field, ~sum);
    }

    /** A vhd's footer at the end, and its copy at the beginning where there is one, get the same edit. */
    static Editor vhdFooters(Editor image, ObjIntConsumer<Editor> edit) {
        int last = image.length() - VhdFooter.LENGTH;
        edit.accept(image, last);
        vhd(image, last, VhdFooter.LENGTH, 64);
        if (image.u64(0) == image.u64(last)) {
            image.put(0, Arrays.copyOfRange(image.bytes(), last, image.length()));
        }
        return image;
    }

    static Editor vhdx(Editor image, int from, int length) {
        image.u32(from + 4, 0);
        return image.u32(from + 4, checksum(new CRC32C(), image, from, length));
    }

    static Editor gpt(Editor image, int from) {
        image.u32(from + 16, 0);
        return image.u32(from + 16, checksum(new CRC32(), image, from, 92));
    }

    private static long checksum(Checksum checksum, Editor image, int from, int length) {
        checksum.update(image.bytes(), from, length);
        return checksum.getValue();
    }
}
