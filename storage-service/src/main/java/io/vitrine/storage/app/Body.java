/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.storage.domain.StorageError;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The bytes of an image on their way in. */
public interface Body {

    /**
     * Invites the sender to send, and gives what comes to {@code sink}, chunk by chunk. No chunk follows before the last
     * one was taken. Called once.
     *
     * @return done when all was taken; failed with the sink's failure, or with {@link StorageError.BodyBroken} when the
     *     sender vanishes or falls silent
     */
    CompletableFuture<Void> drainTo(Function<ByteBuffer, CompletableFuture<Void>> sink);
}
