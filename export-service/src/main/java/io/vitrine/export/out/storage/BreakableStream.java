/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.concurrent.Cancellable;

/** An answer's body. Closing it early breaks the connection, also for a thread that waits for more, instead of reading on. */
final class BreakableStream extends FilterInputStream {

    private final Cancellable request;
    private volatile boolean whole;

    BreakableStream(InputStream body, Cancellable request) {
        super(body);
        this.request = request;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        whole = whole || read < 0;
        return read;
    }

    @Override
    public int read(byte[] block, int from, int length) throws IOException {
        int read = in.read(block, from, length);
        whole = whole || read < 0;
        return read;
    }

    @Override
    public void close() throws IOException {
        if (!whole) {
            request.cancel();
        }
        super.close();
    }
}
