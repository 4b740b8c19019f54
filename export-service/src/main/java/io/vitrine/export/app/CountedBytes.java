/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that tell how far a run is as they are read. */
final class CountedBytes extends BlockStream {

    private final ExportRun run;

    CountedBytes(ExportRun run, InputStream bytes) {
        super(bytes);
        this.run = run;
    }

    @Override
    public int read(byte[] block, int from, int length) throws IOException {
        int read = in.read(block, from, length);
        run.moved(Math.max(0, read));
        return read;
    }
}
