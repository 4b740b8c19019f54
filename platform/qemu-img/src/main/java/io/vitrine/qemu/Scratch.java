/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * This process's directory below one that several may share. A lock that dies with its process tells the directories of
 * those that live from what others left, which is removed when this one begins.
 */
public final class Scratch implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Scratch.class.getName());
    private static final String LOCK = "lock";

    /** Before its lock is held, a directory would look like one that was left. */
    private static final String HIDDEN = ".";

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path own;
    private final FileLock lock;

    private Scratch(Path own, FileLock lock) {
        this.own = own;
        this.lock = lock;
    }

    /** Makes this process's directory, and removes those of the dead. */
    public static Scratch below(Path shared) throws IOException {
        Files.createDirectories(shared);
        String name = UUID.randomUUID().toString();
        Path making = Files.createDirectory(shared.resolve(HIDDEN + name), OWNER_ONLY);
        FileLock lock = lock(making);
        Scratch scratch = new Scratch(Files.move(making, shared.resolve(name), ATOMIC_MOVE), lock);
        scratch.removeLeftovers(shared);
        return scratch;
    }

    /** A new directory, empty. */
    public Path directory() throws IOException {
        if (!lock.isValid()) {
            throw new IOException("The scratch directory is not this process's any more: " + own);
        }
        return Files.createDirectory(own.resolve(UUID.randomUUID().toString()));
    }

    /** Gives it up, with all that is in it. */
    @Override
    public void close() {
        remove(own);
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The lock went already", e);
        }
    }

    private void removeLeftovers(Path shared) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(shared, "[!" + HIDDEN + "]*")) {
            for (Path directory : all) {
                if (!directory.equals(own) && isLeft(directory)) {
                    LOG.log(Level.INFO, "Removing what a process left of its conversions: {0}", directory);
                    Confinement.leftovers(directory).forEach(ProcessHandle::destroyForcibly);
                    remove(directory);
                }
            }
        }
    }

    /** Whether its process is dead. One without a lock is nothing of ours. */
    private static boolean isLeft(Path directory) {
        Path file = directory.resolve(LOCK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static FileLock lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return channel.lock();
    }

    /** Removes a directory with all that is in it; what cannot be removed is logged, and left to the next start. */
    public static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "What is left of a conversion could not be removed: {0}", e);
        }
    }
}
