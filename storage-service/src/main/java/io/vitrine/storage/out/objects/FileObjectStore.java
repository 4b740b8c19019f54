/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Objects as files: {@code objects/3f/<key>}, sharded by the key's last two digits, which are random in every kind of
 * UUID. An object is written as {@code partial/<key>}, in the same file system, and renamed when it is durable.
 */
public final class FileObjectStore implements ObjectStore {

    private static final int SHARD_DIGITS = 2;
    private static final String KEYS = "????????-????-????-????-????????????";

    private final String name;
    private final Path partials;
    private final Path objects;
    private final long reserve;

    /**
     * Opens the store. Of its directories it makes but the root: those in it say that the right file system is mounted.
     *
     * @param root directory of the store
     * @param reserve bytes of the file system to leave free
     */
    public FileObjectStore(String name, Path root, long reserve) throws IOException {
        this.name = name;
        Path directory = Files.createDirectories(root.toAbsolutePath().normalize());
        this.partials = directory.resolve("partial");
        this.objects = directory.resolve("objects");
        this.reserve = reserve;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isThere() {
        return Files.isDirectory(objects);
    }

    @Override
    public void make() throws IOException {
        Files.createDirectories(partials);
        Files.createDirectories(objects);
        sync(partials.getParent());
    }

    @Override
    public ObjectWriter create(UUID key, long expectedSize) throws IOException {
        requireNew(key);
        requireRoom(expectedSize);
        return new FileObjectWriter(this, key, FileChannel.open(partial(key), CREATE_NEW, WRITE));
    }

    @Override
    public Optional<ObjectWriter> adopt(UUID key, Path file) throws IOException {
        requireNew(key);
        requireRoom(0);
        if (Files.exists(partial(key), NOFOLLOW_LINKS) || !linked(file, partial(key))) {
            return Optional.empty();
        }
        return Optional.of(new AdoptedFile(this, key, FileChannel.open(partial(key), READ)));
    }

    /** Whether {@code link} is the same plain file now, which is only this user's to write to. */
    private boolean linked(Path file, Path link) throws IOException {
        try {
            Files.createLink(link, file);
        } catch (FileSystemException | UnsupportedOperationException elsewhere) {
            return false;
        }
        // A link to a symbolic link is one too.
        boolean ours = Files.isRegularFile(link, NOFOLLOW_LINKS)
                && Files.getOwner(link).equals(Files.getOwner(partials));
        if (!ours) {
            Files.delete(link);
        }
        return ours;
    }

    private void requireNew(UUID key) throws IOException {
        if (Files.exists(object(key))) {
            throw new FileAlreadyExistsException(object(key).toString());
        }
    }

    @Override
    public Optional<StoredObject> find(UUID key) throws IOException {
        Path file = object(key);
        try {
            return Optional.of(new StoredObject.LocalFile(file, Files.size(file)));
        } catch (NoSuchFileException absent) {
            requirePresent();
            return Optional.empty();
        }
    }

    @Override
    public void delete(UUID key) throws IOException {
        Files.deleteIfExists(partial(key));
        if (Files.deleteIfExists(object(key))) {
            sync(object(key).getParent());
        } else {
            requirePresent();
        }
    }

    @Override
    public List<UUID> partials(Instant silentSince, int limit) throws IOException {
        List<UUID> keys = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(partials, KEYS)) {
            for (Path file : files) {
                if (keys.size() == limit) {
                    break;
                }
                if (lastWritten(file).isBefore(silentSince)) {
                    keys.add(UUID.fromString(file.getFileName().toString()));
                }
            }
        }
        return keys;
    }

    @Override
    public List<UUID> keys(UUID after, int limit) throws IOException {
        requirePresent();
        String last = after == null ? "" : after.toString();
        List<UUID> keys = new ArrayList<>();
        for (Path shard : sorted(objects, "??")) {
            int turn = after == null ? 1 : shard.compareTo(object(after).getParent());
            if (turn >= 0 && keys.size() < limit) {
                sorted(shard, KEYS).stream()
                        .map(file -> file.getFileName().toString())
                        .filter(key -> turn > 0 || key.compareTo(last) > 0)
                        .limit(limit - keys.size())
                        .forEach(key -> keys.add(UUID.fromString(key)));
            }
        }
        return keys;
    }

    private static List<Path> sorted(Path directory, String names) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, names)) {
            found.forEach(files::add);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    /** Tells objects that are not there from a file system that is not. */
    private void requirePresent() throws IOException {
        if (!isThere()) {
            throw new NoSuchFileException(objects.toString(), null, "The store is away: is its file system mounted?");
        }
    }

    private static Instant lastWritten(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException finishedMeanwhile) {
            return Instant.MAX;
        }
    }

    Path partial(UUID key) {
        return partials.resolve(key.toString());
    }

    Path object(UUID key) {
        String file = key.toString();
        return objects.resolve(file.substring(file.length() - SHARD_DIGITS)).resolve(file);
    }

    /** Makes a partial object, whose bytes are on the disk, a complete one. */
    void complete(UUID key) throws IOException {
        Path object = object(key);
        Path shard = object.getParent();
        if (Files.notExists(shard)) {
            Files.createDirectories(shard);
            sync(shard.getParent());
        }
        Files.move(partial(key), object, ATOMIC_MOVE);
        sync(shard);
    }

    /** Refuses bytes that would eat into the reserve. A file system that is not there has no room either. */
    void requireRoom(long bytes) throws IOException {
        if (partials.toFile().getUsableSpace() - reserve < bytes) {
            requirePresent();
            throw StorageError.TooLarge.storeFull(name);
        }
    }

    /** What a failed write means: a full disk or a quota is told by the text alone, which is the C library's. */
    IOException orFull(IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        if (reason.contains("No space left on device") || reason.contains("Disk quota exceeded")) {
            throw StorageError.TooLarge.storeFull(name);
        }
        return failure;
    }

    /** Makes a directory's entries durable: a rename or removal is otherwise lost with the power. */
    static void sync(Path directory) throws IOException {
        try (FileChannel entries = FileChannel.open(directory, READ)) {
            entries.force(true);
        }
    }
}
