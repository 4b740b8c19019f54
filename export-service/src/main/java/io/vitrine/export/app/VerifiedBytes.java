/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.Source;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** An image's data, held to the digest it is known by as it is read. */
final class VerifiedBytes extends BlockStream {

    private final Source source;
    private final MessageDigest digest;
    private long left;

    VerifiedBytes(Source source, InputStream bytes) {
        super(bytes);
        this.source = source;
        this.digest = source.digest();
        this.left = source.size();
    }

    /** {@inheritDoc} Fails instead of giving the last of what is not the image's data. */
    @Override
    public int read(byte[] block, int from, int length) throws IOException {
        int read = in.read(block, from, length);
        if (read > 0) {
            digest.update(block, from, read);
            left -= read;
            if (left <= 0) {
                requireSame();
            }
        }
        return read;
    }

    /** Storage may have another copy, or have repaired this one, when it is asked again. */
    private void requireSame() {
        if (!HexFormat.of().formatHex(digest.digest()).equals(source.hashValue())) {
            throw new ExportError.Unavailable(
                    "The image's data is not what its " + source.hashAlgo() + " says: its stored copy is damaged.",
                    null);
        }
    }
}
