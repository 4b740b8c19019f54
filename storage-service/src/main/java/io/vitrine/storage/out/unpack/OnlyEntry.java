/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * The one file in a zip archive, held to its checksum. An archive with none, with several or with something behind its end
 * is refused: which of them would be the image? The file's name means nothing here.
 */
final class OnlyEntry extends InputStream {

    private static final int BYTE = 0xff;

    /** Bytes of a directory's shortest entry and of the record behind it (APPNOTE.TXT 4.3.12 and 4.3.16). */
    private static final int SHORTEST_DIRECTORY = 46 + 22;

    private final InputStream packed;
    private final LongSupplier count;
    private final ZipArchiveInputStream zip;
    private final ZipArchiveEntry entry;
    private final CRC32 checksum = new CRC32();
    private boolean ended;

    OnlyEntry(InputStream packed, LongSupplier count) throws IOException {
        this.packed = packed;
        this.count = count;
        this.zip = new ZipArchiveInputStream(packed, StandardCharsets.UTF_8.name());
        this.entry = zip.getNextEntry();
        require(entry != null && !entry.isDirectory(), "its first entry is not a file");
        boolean known = entry.getMethod() == ZipEntry.STORED || entry.getMethod() == ZipEntry.DEFLATED;
        require(known && zip.canReadEntryData(entry), "it is encrypted, or packed in an unusual way");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & BYTE;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int size = ended ? -1 : zip.read(target, offset, length);
        if (size >= 0) {
            checksum.update(target, offset, size);
        } else if (!ended) {
            ended = true;
            requireEnd();
        }
        return size;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void requireEnd() throws IOException {
        require(zip.getNextEntry() == null, "it has more than one entry");
        require(entry.getCrc() == checksum.getValue(), "its checksum is not that of its content");
        long dataEnd = entry.getDataOffset() + entry.getCompressedSize();
        require(zip.getBytesRead() >= dataEnd + SHORTEST_DIRECTORY, "it ends too early");
        require(packed.read() < 0 && count.getAsLong() == zip.getBytesRead(), "something follows its end");
    }

    private static void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException(otherwise);
        }
    }
}
