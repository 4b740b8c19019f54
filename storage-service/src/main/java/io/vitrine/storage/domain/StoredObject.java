/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A complete object, by the way it can leave: each kind of store adds its own, and whoever sends bytes decides for each. */
public sealed interface StoredObject {

    /** Bytes it has. */
    long size();

    /**
     * A part of its bytes. Opening and reading block, and what was not read yet is not in memory.
     *
     * @param offset of the first byte
     * @param length bytes there will be: one that breaks off before is an {@link IOException} and not the end
     * @throws IOException also where the object has vanished
     */
    InputStream open(long offset, long length) throws IOException;

    /**
     * A file on this host, which the kernel can send without the bytes passing through this process.
     *
     * @param path absolute; the file may vanish at any time, an open one stays readable
     */
    record LocalFile(Path path, long size) implements StoredObject {

        @Override
        public InputStream open(long offset, long length) throws IOException {
            FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
            return new ExactStream(Channels.newInputStream(file.position(offset)), length);
        }
    }

    /**
     * An object on another host.
     *
     * @param content fetches the bytes
     */
    record Remote(long size, Content content) implements StoredObject {

        @Override
        public InputStream open(long offset, long length) throws IOException {
            return length == 0 ? InputStream.nullInputStream() : new ExactStream(content.open(offset, length), length);
        }

        /**
         * A part of its bytes, for who only passes them on. Blocks until the first have come, or, where none are asked for,
         * until it is seen that the object is there.
         *
         * @param offset of the first byte
         * @param length bytes there will be
         * @throws IOException also where the object has vanished
         */
        public Passage begin(long offset, long length) throws IOException {
            return content.begin(offset, length);
        }
    }

    /** Fetches {@code length} bytes of an object. */
    interface Content {

        /** At least one. */
        InputStream open(long offset, long length) throws IOException;

        /** As {@link Remote#begin}. */
        Passage begin(long offset, long length) throws IOException;
    }
}
