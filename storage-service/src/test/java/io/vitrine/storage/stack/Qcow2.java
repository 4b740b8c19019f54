/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.stack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Small qcow2 images of version 3, as QEMU's docs/interop/qcow2.rst lays them out. */
public final class Qcow2 {

    /** Bytes of the disk in each of them. */
    public static final long VIRTUAL_SIZE = 1 << 20;

    private static final int CLUSTER = 1 << 16;
    private static final int BACKING_FILE_OFFSET = 8;
    private static final int BACKING_FILE_SIZE = 16;
    private static final int INCOMPATIBLE_FEATURES = 72;
    private static final int EXTERNAL_DATA_FILE = 1 << 2;
    private static final int AFTER_EXTENSIONS = 112;

    private Qcow2() {}

    /** An empty disk. */
    public static byte[] sound() {
        return bytes(image());
    }

    /** A disk whose unwritten parts are those of another file. */
    public static byte[] withBackingFile(String name) {
        byte[] path = name.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer image = image();
        image.putLong(BACKING_FILE_OFFSET, AFTER_EXTENSIONS).putInt(BACKING_FILE_SIZE, path.length);
        return bytes(image.put(AFTER_EXTENSIONS, path));
    }

    /** A disk whose data is in another file. */
    public static byte[] withDataFile() {
        return bytes(image().putLong(INCOMPATIBLE_FEATURES, EXTERNAL_DATA_FILE));
    }

    /** Header, reference counts, the only block of them, and the L1 table: a cluster each. */
    private static ByteBuffer image() {
        ByteBuffer image = ByteBuffer.allocate(4 * CLUSTER);
        image.put(new byte[] {'Q', 'F', 'I', (byte) 0xfb}).putInt(3);
        image.putLong(0).putInt(0);
        image.putInt(16).putLong(VIRTUAL_SIZE).putInt(0);
        image.putInt(1).putLong(3 * CLUSTER);
        image.putLong(CLUSTER).putInt(1);
        image.putInt(0).putLong(0);
        image.putLong(0).putLong(0).putLong(0);
        image.putInt(4).putInt(104);
        image.putLong(CLUSTER, 2 * CLUSTER);
        for (int cluster = 0; cluster < 4; cluster++) {
            image.putShort(2 * CLUSTER + 2 * cluster, (short) 1);
        }
        return image;
    }

    private static byte[] bytes(ByteBuffer image) {
        byte[] bytes = new byte[image.capacity()];
        image.get(0, bytes);
        return bytes;
    }
}
