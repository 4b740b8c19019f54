/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A place where images' bytes lie, each under a key of its own that is never used twice.
 *
 * <p><b>Atomicity.</b> An object is there whole or not at all: it appears when its writer's {@link ObjectWriter#commit}
 * returns, and from then on survives a crash of process and machine. An object is never changed.
 *
 * <p><b>Absence</b> is an answer and not an error.
 *
 * <p><b>Failure.</b> What fails with an {@link IOException} may be tried again and does no harm to other objects. A
 * writer that fails or is forgotten leaves at most a partial object, which no reader sees, {@link #partials} lists
 * and {@link #delete} removes.
 *
 * <p>All methods block: they are called on worker threads only. All are safe to call from several threads, and from
 * several replicas of this service at once.
 */
public interface ObjectStore {

    /** The store's name, as images' records and events have it. */
    String name();

    /**
     * Whether the place is there that the objects lie in. Where it is not, either nothing was ever stored or it is away, as
     * a file system is that is not mounted: only this service's records can tell. Until it is there nothing is found to be
     * absent or taken for removed, and {@link #create} may fail.
     */
    boolean isThere() throws IOException;

    /** Makes that place for a store that never had data. What is there stays as it is. */
    void make() throws IOException;

    /**
     * Begins an object.
     *
     * @param expectedSize bytes that will come; 0 when not known
     * @throws StorageError.TooLarge where the store can tell already that it has no room
     * @throws StorageError.Unavailable where so many are being written that another has to wait
     * @throws IOException also where the key is in use
     */
    ObjectWriter create(UUID key, long expectedSize) throws IOException;

    /**
     * Begins an object that is to have the bytes of a file, as they are. The writer is to be given them all the same.
     *
     * @param file on this host, which nobody writes to any more; removing it does the object no harm
     * @return empty where the store does not take it, and the bytes have to be written
     * @throws IOException also where the key is in use
     */
    default Optional<ObjectWriter> adopt(UUID key, Path file) throws IOException {
        return Optional.empty();
    }

    /** The complete object of that key. */
    Optional<StoredObject> find(UUID key) throws IOException;

    /**
     * The complete object of that key, which is known to have that size. Whether it is there and has may only be seen when
     * it is opened, which fails with a {@link NoSuchFileException} then.
     */
    default Optional<StoredObject> find(UUID key, long size) throws IOException {
        return find(key).filter(found -> found.size() == size);
    }

    /** Removes the object of that key, and what there is of it partially. What is not there is removed already. */
    void delete(UUID key) throws IOException;

    /**
     * Keys of partial objects that nobody has written to since {@code silentSince}.
     *
     * @param limit most keys to give
     */
    List<UUID> partials(Instant silentSince, int limit) throws IOException;

    /**
     * Keys of complete objects, a page at a time, in an order of the store's own that does not change.
     *
     * @param after the last key of the page before; null for the first page
     * @param limit most keys to give; fewer are the end
     */
    List<UUID> keys(UUID after, int limit) throws IOException;
}
