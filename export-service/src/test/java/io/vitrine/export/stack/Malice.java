/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Images that would show a file of the worker's, or take its resources, if they were believed. */
public enum Malice {
    QCOW2_BACKING_FILE("qcow2") {
        @Override
        byte[] bytes(Path canary) {
            byte[] path = canary.toString().getBytes(StandardCharsets.UTF_8);
            return qcow2(1 << 20)
                    .putLong(8, 112)
                    .putInt(16, path.length)
                    .put(112, path)
                    .array();
        }
    },
    QCOW2_BACKING_FILE_BY_DRIVER("qcow2") {
        @Override
        byte[] bytes(Path canary) {
            byte[] path = ("json:{\"driver\":\"raw\",\"file\":{\"driver\":\"file\",\"filename\":\"" + canary + "\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            return qcow2(1 << 20)
                    .putLong(8, 112)
                    .putInt(16, path.length)
                    .put(112, path)
                    .array();
        }
    },
    QCOW2_DATA_FILE("qcow2") {
        @Override
        byte[] bytes(Path canary) {
            return qcow2(1 << 20).putLong(72, 1 << 2).array();
        }
    },
    QCOW2_CALLED_RAW("raw") {
        @Override
        byte[] bytes(Path canary) {
            return QCOW2_BACKING_FILE.bytes(canary);
        }
    },
    VMDK_TEXT("vmdk") {
        @Override
        byte[] bytes(Path canary) {
            return """
                    # Disk DescriptorFile
                    version=1
                    CID=fffffffe
                    parentCID=ffffffff
                    createType="monolithicFlat"
                    RW 8 FLAT "%s" 0
                    """.formatted(canary).getBytes(StandardCharsets.UTF_8);
        }
    },
    QCOW2_OF_EXABYTES("qcow2") {
        @Override
        byte[] bytes(Path canary) {
            return qcow2(1L << 60).array();
        }
    };

    private static final int CLUSTER = 1 << 16;
    private final String declared;

    Malice(String declared) {
        this.declared = declared;
    }

    /** The disk format that its owner says it has. */
    public String declared() {
        return declared;
    }

    /** The image, which is after that file. */
    public Path file(Path canary) throws IOException {
        return Files.write(Disks.fresh("malice"), bytes(canary));
    }

    abstract byte[] bytes(Path canary);

    /** A small, sound qcow2 with a disk of that size. */
    private static ByteBuffer qcow2(long size) {
        ByteBuffer image = ByteBuffer.allocate(4 * CLUSTER);
        image.put(new byte[] {'Q', 'F', 'I', (byte) 0xfb}).putInt(3);
        image.putLong(0).putInt(0);
        image.putInt(16).putLong(size).putInt(0);
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
}
