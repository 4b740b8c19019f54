/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.vitrine.diskformat.DiskInspector;
import io.vitrine.diskformat.FormatRules;
import io.vitrine.diskformat.Inspection;
import io.vitrine.export.domain.ExportError;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A result on its way to storage, counted and looked at as it is read: a guest can have put anything on its disk. */
final class InspectedBytes extends FilterInputStream {

    private static final int SECTOR = 512;

    private final ExportRun run;
    private final DiskInspector inspector = new DiskInspector();

    InspectedBytes(ExportRun run, InputStream bytes) {
        super(bytes);
        this.run = run;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] block, int from, int length) throws IOException {
        int read = in.read(block, from, length);
        if (read > 0) {
            run.moved(read);
            inspector.feed(ByteBuffer.wrap(block, from, read));
        }
        return read;
    }

    /** All was read: refuses what is not a harmless disk of that format and size. */
    void require(String format, long virtualSize) {
        Inspection inspection = inspector.finish();
        FormatRules.refusal(format, "bare", inspection).ifPresent(reason -> {
            throw new ExportError.Impossible("What the image became cannot be offered: " + reason);
        });
        Long size = inspection.virtualSize();
        long wanted = Math.ceilDiv(virtualSize, SECTOR) * SECTOR;
        if (size != null && size != virtualSize && size != wanted) {
            throw new ExportError.Impossible("The disk became " + size + " bytes large instead of " + wanted + ".");
        }
    }
}
