/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.vitrine.kit.file.SparseFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.UUID;

/** A file that is written here, where zeros take no room. */
final class FileObjectWriter extends PartialFile {

    private final FileObjectStore store;
    private final SparseFile sparse;

    FileObjectWriter(FileObjectStore store, UUID key, FileChannel file) {
        super(store, key, file);
        this.store = store;
        this.sparse = new SparseFile(file);
    }

    @Override
    public void write(ByteBuffer block) throws IOException {
        store.requireRoom(block.remaining());
        try {
            written(sparse.write(block));
        } catch (IOException e) {
            throw store.orFull(e);
        }
    }

    @Override
    void finish() throws IOException {
        sparse.finish();
    }
}
