/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Uploads that may be resumed, as an operator wants them; a part of {@link StorageConfig}. */
public interface ResumableConfig {

    /**
     * Time that an upload may rest, at most 30 days; then it is given up and its image queued again. The outcome is told
     * for as long.
     */
    @WithDefault("24h")
    Duration rest();

    /**
     * Most bytes of a piece that is stored by itself. A process that dies loses the piece under way; a connection that
     * breaks loses nothing.
     */
    @WithDefault("32M")
    MemorySize pieceSize();

    /** Time after which an upload is free for another request or replica when the one that worked on it has died. */
    @WithDefault("30s")
    Duration claim();

    /** Time between two looks for uploads to complete, to give up or to clear away. */
    @WithDefault("2s")
    Duration interval();

    /** Completions that one replica takes over at once, at most. */
    @WithDefault("2")
    int atOnce();
}
