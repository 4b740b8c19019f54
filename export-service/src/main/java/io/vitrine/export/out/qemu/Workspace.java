/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.qemu;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.vitrine.diskformat.DiskInspector;
import io.vitrine.diskformat.Inspection;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.ExportError;
import io.vitrine.kit.file.SparseFile;
import io.vitrine.qemu.Limits;
import io.vitrine.qemu.QemuImg;
import io.vitrine.qemu.Run;
import io.vitrine.qemu.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** A directory in which one result is made, with the runs that do it. Closing it leaves neither. */
public final class Workspace implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Workspace.class);
    private static final int BLOCK = 256 * 1024;
    private static final String SOURCE = "source";
    private static final String RESULT = "result";

    private final Path directory;
    private final Room.Share room;
    private final QemuImg qemu;
    private final ExportConfig.Conversion config;
    private final Consumer<Workspace> atEnd;
    private final List<Run> runs = new ArrayList<>();
    private boolean closed;

    Workspace(
            Path directory, Room.Share room, QemuImg qemu, ExportConfig.Conversion config, Consumer<Workspace> atEnd) {
        this.directory = directory;
        this.room = room;
        this.qemu = qemu;
        this.config = config;
        this.atEnd = atEnd;
    }

    /**
     * Has an image here by a hard link to the file that it lies in, looks at it, and says what it is. A link stays when that file is
     * removed.
     *
     * @param bytes that the image has
     * @return empty, and nothing is here, where that cannot be: for a file that another user owns, or that lies on another file
     *     system, or is no plain file of that size
     */
    public Optional<Inspection> link(Path file, long bytes) {
        try {
            Files.createLink(source(), file);
            requirePlain(source(), bytes);
            try (FileChannel image = FileChannel.open(source())) {
                return Optional.of(DiskInspector.inspect(image));
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.infof("An image is copied, since it cannot be read where it lies: %s", e);
            forgetSource();
            return Optional.empty();
        }
    }

    private void forgetSource() {
        try {
            Files.deleteIfExists(source());
        } catch (IOException e) {
            throw new ExportError.Unavailable("The scratch disk cannot be cleaned.", e);
        }
    }

    /** A link to a symbolic link is one too. */
    private static void requirePlain(Path file, long bytes) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
        if (!found.isRegularFile() || found.size() != bytes) {
            throw new IOException("It is no plain file of " + bytes + " bytes.");
        }
    }

    /**
     * Brings an image here, looks at it meanwhile, and says what it is. Blocks until it is there.
     *
     * @param image fails with an {@link ExportError} of its own
     */
    public Inspection bring(InputStream image) {
        DiskInspector inspector = new DiskInspector();
        byte[] block = new byte[BLOCK];
        try (FileChannel file = FileChannel.open(source(), CREATE_NEW, WRITE)) {
            SparseFile source = new SparseFile(file);
            for (int length = image.readNBytes(block, 0, BLOCK);
                    length > 0;
                    length = image.readNBytes(block, 0, BLOCK)) {
                inspector.feed(ByteBuffer.wrap(block, 0, length));
                source.write(ByteBuffer.wrap(block, 0, length));
            }
            source.finish();
        } catch (IOException e) {
            throw new ExportError.Unavailable("The scratch disk does not take the image; it may be full.", e);
        }
        return inspector.finish();
    }

    /** Takes room for that many bytes more; fails with an {@link ExportError} while there is none. */
    public synchronized void makeRoom(long bytes) throws IOException {
        requireOpen();
        room.grow(bytes);
    }

    /** The image. */
    public Path source() {
        return directory.resolve(SOURCE);
    }

    /** What was made of it. */
    public Path result() {
        return directory.resolve(RESULT);
    }

    /** Begins a run of qemu-img on what is here, which is stopped when this is closed. */
    synchronized Run run(Task task) throws IOException {
        requireOpen();
        long largest = config.largest().asLongValue();
        Run run = task.start(
                qemu,
                new Limits(config.timeout(), config.cpuTime(), config.memory().asLongValue(), largest));
        runs.add(run);
        return run;
    }

    private void requireOpen() {
        if (closed) {
            throw new ExportError.LeaseLost();
        }
    }

    /** Something to run. */
    @FunctionalInterface
    interface Task {
        Run start(QemuImg qemu, Limits limits) throws IOException;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        // No other begins from now on.
        runs.forEach(Run::end);
        Scratch.remove(directory);
        room.close();
        atEnd.accept(this);
    }
}
