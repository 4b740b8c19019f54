/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/** A tar that is made while it is read: each file is asked for when its turn comes, so it may tell of those before. */
final class TarStream {

    private static final int BLOCK = 512;
    private static final int READABLE_BY_ALL = 0100644;
    private static final ZipEncoding NAMES = ZipEncodingHelper.getZipEncoding("UTF-8");

    private TarStream() {}

    /**
     * A file in the tar.
     *
     * @param name at most 100 bytes
     * @param size bytes that {@code bytes} has
     */
    record Entry(String name, long size, InputStream bytes) {}

    /** A tar of these files, which have this time. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing newer
    static InputStream of(List<Supplier<Entry>> entries, Instant time) {
        Iterator<InputStream> parts = Stream.concat(
                        entries.stream().flatMap(entry -> parts(entry, time)),
                        Stream.<InputStream>of(new ByteArrayInputStream(new byte[2 * BLOCK])))
                .iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return parts.next();
            }
        });
    }

    private static Stream<InputStream> parts(Supplier<Entry> supplied, Instant time) {
        Entry entry = supplied.get();
        return Stream.of(header(entry, time), entry.bytes(), padding(entry.size()));
    }

    private static InputStream header(Entry entry, Instant time) {
        TarArchiveEntry header = new TarArchiveEntry(entry.name());
        header.setSize(entry.size());
        header.setMode(READABLE_BY_ALL);
        header.setModTime(Date.from(time));
        byte[] bytes = new byte[BLOCK];
        try {
            header.writeEntryHeader(bytes, NAMES, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes);
    }

    private static InputStream padding(long size) {
        return new ByteArrayInputStream(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }
}
