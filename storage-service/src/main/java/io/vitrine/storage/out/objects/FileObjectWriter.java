/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.vitrine.kit.file.SparseFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.UUID;

/** A file that becomes an object by a rename, once its bytes are on the disk, where zeros take no room. */
final class FileObjectWriter implements ObjectWriter {

    private final FileObjectStore store;
    private final UUID key;
    private final FileChannel file;
    private final SparseFile sparse;
    private final EarlyFlush flush;

    FileObjectWriter(FileObjectStore store, UUID key, FileChannel file) {
        this.store = store;
        this.key = key;
        this.file = file;
        this.sparse = new SparseFile(file);
        this.flush = new EarlyFlush(file);
    }

    @Override
    public void write(ByteBuffer block) throws IOException {
        store.requireRoom(block.remaining());
        try {
            flush.written(sparse.write(block));
        } catch (IOException e) {
            throw store.orFull(e);
        }
    }

    @Override
    public void commit() throws IOException {
        try (file) {
            sparse.finish();
            flush.finish();
        } catch (IOException e) {
            throw store.orFull(e);
        }
        store.complete(key);
    }

    @Override
    public void abort() throws IOException {
        file.close();
        Files.deleteIfExists(store.partial(key));
    }
}
