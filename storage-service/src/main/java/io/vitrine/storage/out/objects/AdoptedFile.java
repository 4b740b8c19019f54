/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.UUID;

/** A file that was made elsewhere and has its bytes already. */
final class AdoptedFile extends PartialFile {

    AdoptedFile(FileObjectStore store, UUID key, FileChannel file) {
        super(store, key, file);
    }

    @Override
    public void write(ByteBuffer block) {
        written(block.remaining());
        block.position(block.limit());
    }

    @Override
    void finish() {
        // There is nothing that it lacks.
    }
}
