/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.minio.messages.Item;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Objects in a bucket of an S3 server: {@code objects/<key>}, each written as a multipart upload. While one is written,
 * the empty object {@code partial/<key>} says so: not every server can list its unfinished uploads, but each lists objects.
 *
 * <p>The server is asked for nothing before the first call, so that a service starts without it.
 */
final class S3ObjectStore implements ObjectStore {

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final String name;
    private final S3Bucket bucket;
    private final S3Uploads uploads;
    private final S3Options options;
    private final Semaphore writers;
    private final Semaphore sending;
    private final Semaphore memory;
    private volatile boolean bucketIsThere;

    /** A store that will use the server. */
    S3ObjectStore(String name, S3Options options) {
        this.name = name;
        this.options = options;
        this.bucket = new S3Bucket(options.client(), options.bucket(), new S3Retry(options.attempts()));
        this.uploads = new S3Uploads(bucket, options.crc());
        this.writers = new Semaphore(options.writers());
        this.sending = new Semaphore(options.parallelParts());
        // fair, or a large part would wait for ever behind small ones
        this.memory = new Semaphore(options.memory(), true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isThere() throws IOException {
        if (!bucketIsThere) {
            bucketIsThere = bucket.exists();
        }
        return bucketIsThere;
    }

    @Override
    public void make() throws IOException {
        if (isThere()) {
            return;
        }
        if (!options.createBucket()) {
            throw new IOException("The bucket " + bucket.name() + " of the store '" + name
                    + "' does not exist: make it, or have it made by vitrine.storage.stores." + name
                    + ".create-bucket.");
        }
        bucket.make();
        bucketIsThere = true;
    }

    @Override
    public ObjectWriter create(UUID key, long expectedSize) throws IOException {
        options.requireFits(name, expectedSize);
        if (!writers.tryAcquire()) {
            throw new StorageError.Unavailable(
                    "The store '" + name + "' takes " + options.writers()
                            + " uploads at a time, and so many are running; try again later.",
                    null);
        }
        boolean begun = false;
        try {
            make();
            if (bucket.size(object(key)).isPresent()) {
                throw new FileAlreadyExistsException(object(key));
            }
            bucket.writeEmpty(partial(key));
            S3ObjectWriter writer = new S3ObjectWriter(this, key, uploads.begin(object(key)), expectedSize);
            begun = true;
            return writer;
        } catch (S3Failure e) {
            throw orFull(e);
        } finally {
            if (!begun) {
                writers.release();
            }
        }
    }

    @Override
    public Optional<StoredObject> find(UUID key) throws IOException {
        Optional<Long> found = bucket.size(object(key));
        if (found.isEmpty()) {
            requirePresent();
        }
        return found.map(size -> object(key, size));
    }

    @Override
    public Optional<StoredObject> find(UUID key, long size) {
        return Optional.of(object(key, size));
    }

    private StoredObject object(UUID key, long size) {
        return new StoredObject.Remote(size, new S3Content(this, object(key), size));
    }

    @Override
    public void delete(UUID key) throws IOException {
        requirePresent();
        for (String upload : uploads.of(object(key))) {
            uploads.abort(object(key), upload);
        }
        bucket.remove(object(key));
        bucket.remove(partial(key));
    }

    @Override
    public List<UUID> partials(Instant silentSince, int limit) throws IOException {
        return keysIn("partial/", null, limit, (item, key) -> isSilent(item, key, silentSince));
    }

    @Override
    public List<UUID> keys(UUID after, int limit) throws IOException {
        return keysIn("objects/", after, limit, (item, key) -> true);
    }

    private List<UUID> keysIn(String folder, UUID after, int limit, Choice choice) throws IOException {
        String path = options.prefix() + folder;
        List<UUID> keys = new ArrayList<>();
        String last = after == null ? "" : path + after;
        List<? extends Item> page;
        do {
            page = bucket.list(path, last);
            for (Item item : page) {
                last = item.objectName();
                Matcher key = KEY.matcher(last.substring(path.length()));
                if (key.matches() && choice.takes(item, UUID.fromString(key.group()))) {
                    keys.add(UUID.fromString(key.group()));
                }
                if (keys.size() == limit) {
                    return keys;
                }
            }
        } while (!page.isEmpty());
        return keys;
    }

    /** Which of the keys found are meant. */
    @FunctionalInterface
    private interface Choice {
        boolean takes(Item item, UUID key) throws IOException;
    }

    private boolean isSilent(Item item, UUID key, Instant silentSince) throws IOException {
        if (!item.lastModified().toInstant().isBefore(silentSince)) {
            return false;
        }
        for (String upload : uploads.of(object(key))) {
            if (uploads.isActive(object(key), upload, silentSince)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tells objects that are not there from a bucket that is not, which a server's answer does not always. Asks anew: what was
     * there may be gone.
     */
    void requirePresent() throws IOException {
        bucketIsThere = bucket.exists();
        if (!bucketIsThere) {
            throw new IOException("The bucket " + bucket.name() + " of the store '" + name + "' is not there");
        }
    }

    String object(UUID key) {
        return options.prefix() + "objects/" + key;
    }

    String partial(UUID key) {
        return options.prefix() + "partial/" + key;
    }

    S3Options options() {
        return options;
    }

    S3Channels channels() {
        return options.channels();
    }

    S3Bucket bucket() {
        return bucket;
    }

    S3Uploads uploads() {
        return uploads;
    }

    /** Permits to send a part, shared by all uploads. */
    Semaphore sending() {
        return sending;
    }

    /** Permits to have a byte of a part in memory, shared by all uploads. */
    Semaphore memory() {
        return memory;
    }

    /** Permits to write an object. */
    Semaphore writers() {
        return writers;
    }

    /** The failure, or what it means. */
    IOException orFull(IOException failure) {
        if (failure instanceof S3Failure s3 && s3.isFull()) {
            throw StorageError.TooLarge.storeFull(name);
        }
        return failure;
    }
}
