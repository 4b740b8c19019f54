/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.Source;
import io.vitrine.export.out.storage.Transfers;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** An image's data as storage sends it, counted as it is read: all of it, with the digest it is known by, or a failure. */
final class SourceBytes extends FilterInputStream {

    private final ExportRun run;
    private final Source source;
    private final MessageDigest digest;
    private long left;

    SourceBytes(ExportRun run, InputStream bytes) {
        super(bytes);
        this.run = run;
        this.source = run.job().source();
        this.digest = source.digest();
        this.left = source.size();
    }

    /** Opens it; blocks until it comes. It is closed when the run ends, at the latest. */
    static SourceBytes open(ExportRun run, Transfers transfers, String serviceToken) {
        SourceBytes opened =
                new SourceBytes(run, transfers.read(run.job().source().imageId(), serviceToken));
        run.atEnd(opened::close);
        return opened;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** {@inheritDoc} Fails instead of giving the last of what is not the image's data. */
    @Override
    public int read(byte[] block, int from, int length) {
        int read = received(block, from, length);
        if (read < 0 && left != 0) {
            throw broken(null);
        }
        if (read > 0) {
            run.moved(read);
            digest.update(block, from, read);
            left -= read;
            if (left <= 0) {
                requireWhole();
            }
        }
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
        return new ExportError.Unavailable("Storage sent the image only in part.", cause);
    }

    /** Storage may have another copy, or have repaired this one, when it is asked again. */
    private void requireWhole() {
        if (left < 0 || !HexFormat.of().formatHex(digest.digest()).equals(source.hashValue())) {
            throw new ExportError.Unavailable(
                    "The image's data is not what its " + source.hashAlgo() + " says: its stored copy is damaged.",
                    null);
        }
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
