/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.unpack;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Packs bytes in each of the ways that are known. */
enum Packs {
    GZIP {
        @Override
        OutputStream into(OutputStream packed) throws IOException {
            return new GZIPOutputStream(packed);
        }
    },
    XZ {
        @Override
        OutputStream into(OutputStream packed) throws IOException {
            return new XZOutputStream(packed, new LZMA2Options(LZMA2Options.PRESET_MIN));
        }
    },
    ZSTD {
        @Override
        OutputStream into(OutputStream packed) throws IOException {
            return new ZstdOutputStream(packed).setChecksum(true);
        }
    },
    ZIP {
        @Override
        OutputStream into(OutputStream packed) throws IOException {
            ZipOutputStream zip = new ZipOutputStream(packed);
            zip.putNextEntry(new ZipEntry("disk.img"));
            return zip;
        }
    };

    abstract OutputStream into(OutputStream packed) throws IOException;

    byte[] pack(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packing = into(bytes)) {
            packing.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
