/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.vitrine.export.domain.ExportError;
import io.vitrine.export.out.storage.Transfers;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An image's data as storage sends it, counted as it is read: all of it, or a failure. */
final class SourceBytes extends FilterInputStream {

    private final ExportRun run;
    private long left;

    private SourceBytes(ExportRun run, InputStream bytes) {
        super(bytes);
        this.run = run;
        this.left = run.job().source().size();
    }

    /** Opens it; blocks until it comes. It is closed when the run ends, at the latest. */
    static InputStream open(ExportRun run, Transfers transfers, String serviceToken) throws IOException {
        SourceBytes opened =
                new SourceBytes(run, transfers.read(run.job().source().imageId(), serviceToken));
        run.atEnd(opened::hangUp);
        return opened;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] block, int from, int length) throws IOException {
        int read = in.read(block, from, length);
        if (read < 0 && left != 0) {
            throw new ExportError.Unavailable("Storage sent the image only in part.", null);
        }
        run.moved(Math.max(read, 0));
        left -= Math.max(read, 0);
        return read;
    }

    private void hangUp() {
        try {
            close();
        } catch (IOException e) {
            // It is read no more, which is all that matters.
        }
    }
}
