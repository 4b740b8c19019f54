/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.vertx.core.Vertx;
import io.vitrine.storage.domain.ByteSink;
import io.vitrine.storage.domain.Passage;
import io.vitrine.storage.domain.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Has objects' bytes passed on, as a download does. */
final class Passages {

    private static final Vertx VERTX = Vertx.vertx();

    private Passages() {}

    static StoredObject.Remote find(ObjectStore store, UUID key) throws IOException {
        return (StoredObject.Remote) store.find(key).orElseThrow();
    }

    /** All bytes of an object. */
    static byte[] whole(ObjectStore store, UUID key) throws IOException {
        StoredObject.Remote object = find(store, key);
        return part(object, 0, object.size());
    }

    /** Takes each block a moment later, on another thread, as a network does. */
    static byte[] part(StoredObject.Remote object, long offset, long length) {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        try (ExecutorService network = Executors.newSingleThreadExecutor()) {
            ByteSink sink = block -> CompletableFuture.runAsync(() -> taken.writeBytes(copy(block)), network);
            begin(object, offset, length).to(sink).toCompletableFuture().join();
        }
        return taken.toByteArray();
    }

    /** As a worker thread of a request does. */
    static Passage begin(StoredObject.Remote object, long offset, long length) {
        return VERTX.getOrCreateContext()
                .executeBlocking(() -> object.begin(offset, length))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static byte[] copy(ByteBuffer block) {
        byte[] bytes = new byte[block.remaining()];
        block.get(bytes);
        return bytes;
    }
}
