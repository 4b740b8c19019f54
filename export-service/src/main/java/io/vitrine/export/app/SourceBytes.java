/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.vitrine.export.domain.ExportError;
import io.vitrine.export.out.storage.Transfers;
import java.io.IOException;
import java.io.InputStream;

/** An image's data as storage sends it, counted as it is read: as many bytes as the image has, or a failure. */
final class SourceBytes extends BlockStream {

    private final ExportRun run;
    private long left;

    SourceBytes(ExportRun run, InputStream bytes) {
        super(bytes);
        this.run = run;
        this.left = run.job().source().size();
    }

    /** Opens it; blocks until it comes. It is closed when the run ends, at the latest. */
    static SourceBytes open(ExportRun run, Transfers transfers, String serviceToken) {
        SourceBytes opened =
                new SourceBytes(run, transfers.read(run.job().source().imageId(), serviceToken));
        run.atEnd(opened::close);
        return opened;
    }

    @Override
    public int read(byte[] block, int from, int length) {
        int read = received(block, from, length);
        left -= Math.max(0, read);
        if (left < 0 || (read < 0 && left > 0)) {
            throw broken(null);
        }
        run.moved(Math.max(0, read));
        return read;
    }

    private int received(byte[] block, int from, int length) {
        try {
            return in.read(block, from, length);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static ExportError broken(IOException cause) {
        return new ExportError.Unavailable("Storage did not send the image as it is.", cause);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // It is read no more, which is all that matters.
        }
    }
}
