/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.unpack;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How an image may be packed, told by its first bytes. */
enum Packing {
    GZIP("\u001f\u008b") {
        @Override
        InputStream open(InputStream packed, LongSupplier count) throws IOException {
            return GzipCompressorInputStream.builder()
                    .setInputStream(packed)
                    .setDecompressConcatenated(true)
                    .get();
        }
    },
    XZ("\u00fd7zXZ\0") {
        @Override
        InputStream open(InputStream packed, LongSupplier count) throws IOException {
            return new XZInputStream(packed, MOST_MEMORY >> 10);
        }
    },
    ZIP("PK\3\4") {
        @Override
        InputStream open(InputStream packed, LongSupplier count) throws IOException {
            return new OnlyEntry(packed, count);
        }
    },
    ZSTD("(\u00b5/\u00fd") {
        @Override
        InputStream open(InputStream packed, LongSupplier count) throws IOException {
            return new ZstdInputStream(packed).setLongMax(MOST_MEMORY_LOG);
        }
    },
    NONE("") {
        @Override
        InputStream open(InputStream packed, LongSupplier count) {
            return packed;
        }
    };

    /** What a decoder may allocate: what the usual tools need at their best, and no more. */
    private static final int MOST_MEMORY_LOG = 27;

    private static final int MOST_MEMORY = 1 << MOST_MEMORY_LOG;
    private static final int LONGEST_MAGIC = 6;

    private final String magic;

    /** {@code magic} has a byte in each character. */
    Packing(String magic) {
        this.magic = magic;
    }

    /** What is inside, unpacked; {@code count} tells how many bytes were taken from {@code packed} and what it buffers. */
    abstract InputStream open(InputStream packed, LongSupplier count) throws IOException;

    /** Looks at the first bytes, and leaves them to be read. */
    static Packing of(BufferedInputStream packed) throws IOException {
        packed.mark(LONGEST_MAGIC);
        String start = new String(packed.readNBytes(LONGEST_MAGIC), StandardCharsets.ISO_8859_1);
        packed.reset();
        return Arrays.stream(values())
                .filter(it -> start.startsWith(it.magic))
                .findFirst()
                .orElse(NONE);
    }
}
