/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** A file with holes that are known: their zeros come from here, since a kernel takes its time to fill memory with them. */
public final class KnownHoles extends InputStream {

    private final FileChannel file;
    private final long size;
    private final Iterator<Extent> more;
    private Extent data = new Extent(0, 0);
    private long at;

    private KnownHoles(FileChannel file, List<Extent> data) throws IOException {
        this.file = file;
        this.size = file.size();
        this.more = data.iterator();
    }

    /** Opens the file, of which {@code data} is all that is no hole, in order. */
    public static KnownHoles open(Path file, List<Extent> data) throws IOException {
        return new KnownHoles(FileChannel.open(file), data);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] block, int from, int length) throws IOException {
        while (at >= data.end() && at < size) {
            data = more.hasNext() ? more.next() : new Extent(size, size + 1);
        }
        if (at >= size) {
            return -1;
        }
        int read = at < data.start()
                ? zeros(block, from, most(length, data.start()))
                : file.read(ByteBuffer.wrap(block, from, most(length, data.end())), at);
        at += Math.max(0, read);
        return read;
    }

    private int most(int length, long end) {
        return (int) Math.min(length, Math.min(end, size) - at);
    }

    private static int zeros(byte[] block, int from, int length) {
        Arrays.fill(block, from, from + length, (byte) 0);
        return length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
