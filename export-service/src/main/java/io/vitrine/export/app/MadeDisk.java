/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.vitrine.diskformat.DiskInspector;
import io.vitrine.diskformat.FormatRules;
import io.vitrine.diskformat.Inspection;
import io.vitrine.export.domain.ExportError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk that was made of an image and looked at once more: a guest can have put anything on it. */
record MadeDisk(ConvertImage.Disk disk, long size) {

    private static final int SECTOR = 512;

    /** Looks at it, and refuses what is not a harmless disk of that format, as large as the image's. Blocks. */
    static MadeDisk of(ConvertImage.Disk disk, String format) throws IOException {
        Path file = disk.workspace().result();
        try (FileChannel result = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            Inspection inspection = DiskInspector.inspect(result);
            require(
                    inspection,
                    format,
                    inspection.virtualSize() == null ? result.size() : inspection.virtualSize(),
                    disk);
            return new MadeDisk(disk, result.size());
        }
    }

    /** {@code size} is the disk's; a raw one is all disk. */
    private static void require(Inspection inspection, String format, long size, ConvertImage.Disk disk) {
        FormatRules.refusal(format, "bare", inspection).ifPresent(reason -> {
            throw new ExportError.Impossible("What the image became cannot be offered: " + reason);
        });
        long wanted = Math.ceilDiv(disk.virtualSize(), SECTOR) * SECTOR;
        if (size != disk.virtualSize() && size != wanted) {
            throw new ExportError.Impossible("The disk became " + size + " bytes large instead of " + wanted + ".");
        }
    }

    Path file() {
        return disk.workspace().result();
    }

    /** Its bytes, counted as they are read. Blocks. */
    InputStream open(ExportRun run) {
        try {
            return new CountedBytes(run, disk.conversion().open().join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
