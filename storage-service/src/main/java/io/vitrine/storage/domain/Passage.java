/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Bytes on their way here, of which the first have come; the rest waits until it is known where they go. */
@FunctionalInterface
public interface Passage {

    /** No bytes. */
    Passage EMPTY = sink -> CompletableFuture.completedStage(null);

    /**
     * Passes all of them on, to be called once. No thread waits for it, and only so many blocks are in memory as are with
     * the sink.
     *
     * @return completes when all were taken; fails with the sink's failure, or an {@link java.io.IOException} where they
     *     cannot be had
     */
    CompletionStage<Void> to(ByteSink sink);
}
