/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.qemu;

import io.vitrine.export.domain.ExportError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The free space of a directory's file system, of which each job takes its share before it writes. */
final class Room {

    private final Path directory;
    private final long reserve;
    private long taken;

    /** {@code reserve} bytes are left free. */
    Room(Path directory, long reserve) {
        this.directory = directory;
        this.reserve = reserve;
    }

    /**
     * Takes a share. What jobs have written of theirs counts twice, as taken and as not free, so this may refuse what there
     * is room for, and never the other way round.
     *
     * @throws ExportError.Unavailable while there is no room, or {@link ExportError.Impossible} where there never will be
     */
    synchronized Share take(long bytes) throws IOException {
        Share share = new Share();
        share.grow(bytes);
        return share;
    }

    private synchronized void reserve(long bytes) throws IOException {
        if (bytes > Files.getFileStore(directory).getUsableSpace() - reserve - taken) {
            throw new ExportError.Unavailable("There is no room to convert the image just now.", null);
        }
        taken += bytes;
    }

    private synchronized void giveBack(long bytes) {
        taken -= bytes;
    }

    /** What one job may write. Closing it gives it back. */
    final class Share implements AutoCloseable {

        private long bytes;

        private Share() {}

        /** Takes more; fails as {@link #take} does. */
        void grow(long more) throws IOException {
            if (more > Files.getFileStore(directory).getTotalSpace() - reserve - bytes) {
                throw new ExportError.Impossible("The image needs " + (bytes + more)
                        + " bytes of scratch space to be converted, which is more than there is.");
            }
            reserve(more);
            bytes += more;
        }

        @Override
        public void close() {
            giveBack(bytes);
            bytes = 0;
        }
    }
}
