/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.UUID;

/** A file that becomes an object by a rename, once its bytes are on the disk. */
abstract class PartialFile implements ObjectWriter {

    private final FileObjectStore store;
    private final UUID key;
    private final FileChannel file;
    private final EarlyFlush flush;

    PartialFile(FileObjectStore store, UUID key, FileChannel file) {
        this.store = store;
        this.key = key;
        this.file = file;
        this.flush = new EarlyFlush(file);
    }

    /** So many more bytes are in the file. */
    final void written(long bytes) {
        flush.written(bytes);
    }

    /** Gives the file what it still lacks when all was written. */
    abstract void finish() throws IOException;

    @Override
    public final void commit() throws IOException {
        try (file) {
            finish();
            flush.finish();
        } catch (IOException e) {
            throw store.orFull(e);
        }
        store.complete(key);
    }

    @Override
    public final void abort() throws IOException {
        file.close();
        Files.deleteIfExists(store.partial(key));
    }
}
