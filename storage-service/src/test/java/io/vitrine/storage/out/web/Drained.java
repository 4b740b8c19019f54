/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Takes a download's bytes. */
final class Drained {

    private static final long PATIENCE = 20;

    private Drained() {}

    /** All of it. */
    static String text(WebDownload download) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        drain(download, chunk -> {
            byte[] copy = new byte[chunk.remaining()];
            chunk.get(copy);
            bytes.writeBytes(copy);
            return CompletableFuture.completedFuture(null);
        });
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Fails with what the download fails with. */
    static void drain(WebDownload download, Function<ByteBuffer, CompletableFuture<Void>> sink) {
        try {
            download.drainTo(sink).get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
