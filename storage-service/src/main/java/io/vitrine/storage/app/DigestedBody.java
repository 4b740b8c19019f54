/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.storage.domain.DeclaredDigest;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.domain.StorageError;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A body that is held to its digest as it passes, where what becomes of it is something else. */
record DigestedBody(Body body, DeclaredDigest declared) implements Body {

    /** {@inheritDoc} Fails with {@link StorageError.Invalid} at the end of another body than was declared. */
    @Override
    public CompletableFuture<Void> drainTo(Function<ByteBuffer, CompletableFuture<Void>> sink) {
        HashAlgorithm by = declared.algorithm();
        MessageDigest digest = by.begin();
        return body.drainTo(chunk -> {
                    digest.update(chunk.duplicate());
                    return sink.apply(chunk);
                })
                .thenRun(() -> declared.require(Map.of(by, HexFormat.of().formatHex(digest.digest()))));
    }
}
