/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.nio.ByteBuffer;
import java.util.function.IntSupplier;

/** Inspects what lies in memory. */
final class Inspections {

    private Inspections() {}

    static Inspection of(byte[] image) {
        return inChunks(image, () -> image.length);
    }

    static Inspection inChunks(byte[] image, IntSupplier sizes) {
        DiskInspector inspector = new DiskInspector();
        feed(inspector, image, sizes);
        return inspector.finish();
    }

    static void feed(DiskInspector inspector, byte[] image, IntSupplier sizes) {
        ByteBuffer chunk = ByteBuffer.wrap(image);
        for (int at = 0; at < image.length; at = chunk.limit()) {
            chunk.limit(Math.min(image.length, at + sizes.getAsInt())).position(at);
            inspector.feed(chunk);
        }
    }
}
