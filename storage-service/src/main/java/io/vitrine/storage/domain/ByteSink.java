/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** Takes bytes, one block after the other, and says when it is done with each. */
@FunctionalInterface
public interface ByteSink {

    /**
     * Takes a block, without waiting.
     *
     * @param block stays as it is until the block has been taken
     * @return completes when it has; fails where nothing more will be
     */
    CompletionStage<Void> take(ByteBuffer block);
}
