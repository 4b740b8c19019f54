/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that are looked at by the block as they are read; a single one is a block, too. */
abstract class BlockStream extends FilterInputStream {

    BlockStream(InputStream bytes) {
        super(bytes);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] block, int from, int length) throws IOException;
}
