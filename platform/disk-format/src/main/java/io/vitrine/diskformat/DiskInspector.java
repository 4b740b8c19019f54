/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a disk image while its bytes flow by and says at the end what it is, how large its disk is and what is unsafe
 * about it. The verdict does not depend on how the bytes were cut into chunks.
 *
 * <p>No input makes it throw, and it keeps less than {@value #MOST_MEMORY} bytes of an image (a vmdk's descriptor; less
 * than {@value #MOST_MEMORY_OTHERS} of anything else), however long that is. Not for use by several threads at once.
 */
public final class DiskInspector {

    /** Upper bound of what is kept in memory, in bytes. */
    public static final int MOST_MEMORY = 1536 * 1024;

    /** Upper bound of what is kept in memory of anything but a vmdk, in bytes. */
    public static final int MOST_MEMORY_OTHERS = 512 * 1024;

    private static final int BLOCK = 64 * 1024;

    private static final List<Recogniser> FORMATS = List.of(
            Qcow2::watch,
            Vmdk::watch,
            Vhd::watch,
            Vhdx::watch,
            Vdi::watch,
            Qed::watch,
            Luks::watch,
            Iso::watch,
            PartitionTable::watch);

    private final ImageStream image = new ImageStream();
    private final List<Report> reports = new ArrayList<>();
    private boolean finished;

    public DiskInspector() {
        for (Recogniser format : FORMATS) {
            Report report = new Report();
            reports.add(report);
            format.watch(image, report);
        }
    }

    /**
     * Looks at a whole file, of which it reads only what formats have to say, so that its length costs next to no time. The verdict
     * is the same as if all of it had flowed by.
     *
     * @param file to be read from its beginning, and changed by nobody meanwhile
     */
    public static Inspection inspect(SeekableByteChannel file) throws IOException {
        DiskInspector inspector = new DiskInspector();
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long beforeTail = file.size() - Tail.SIZE;
        long at = 0;
        do {
            inspector.feed(block.flip());
            at += block.limit();
            at += inspector.image.skip(beforeTail - at);
        } while (file.position(at).read(block.clear()) >= 0);
        return inspector.finish();
    }

    /**
     * The image's next bytes.
     *
     * @param chunk what remains in it is read; its position is left as it was
     */
    public void feed(ByteBuffer chunk) {
        requireUnfinished();
        image.feed(chunk);
    }

    /** The image is complete. To be called once. */
    public Inspection finish() {
        requireUnfinished();
        finished = true;
        image.end();
        return Verdict.of(reports, image.position());
    }

    int mostHeld() {
        return image.mostHeld();
    }

    private void requireUnfinished() {
        if (finished) {
            throw new IllegalStateException("this inspection is finished: use a new inspector for another image");
        }
    }
}
