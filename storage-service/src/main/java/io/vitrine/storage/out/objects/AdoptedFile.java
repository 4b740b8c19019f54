/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.UUID;

/** A file that was made elsewhere and becomes an object by a rename, once its bytes are on the disk. */
final class AdoptedFile implements ObjectWriter {

    private final FileObjectStore store;
    private final UUID key;
    private final FileChannel file;
    private final EarlyFlush flush;

    AdoptedFile(FileObjectStore store, UUID key, FileChannel file) {
        this.store = store;
        this.key = key;
        this.file = file;
        this.flush = new EarlyFlush(file);
    }

    /** The file has them already. */
    @Override
    public void write(ByteBuffer block) {
        flush.written(block.remaining());
        block.position(block.limit());
    }

    @Override
    public void commit() throws IOException {
        try (file) {
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
