/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.storage.domain.StorageError;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The bytes of an image on their way in. */
public interface Body {

    /** The file that has just these bytes, where they are in one that nobody writes to any more and a store may take as it is. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /**
     * Invites the sender to send, and gives what comes to {@code sink}, chunk by chunk. No chunk follows before the last
     * one was taken. Called once.
     *
     * @return done when all was taken; failed with the sink's failure, or with {@link StorageError.BodyBroken} when the
     *     sender vanishes or falls silent
     */
    CompletableFuture<Void> drainTo(Function<ByteBuffer, CompletableFuture<Void>> sink);
}
