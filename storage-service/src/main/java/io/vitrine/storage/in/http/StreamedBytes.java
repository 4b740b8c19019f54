/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Passes bytes on from a blocking stream to a response. Reads on a virtual thread of its own, since a slow receiver can
 * take hours, and reads on only while one block is on its way: two blocks of 256 KiB are in memory.
 */
final class StreamedBytes {

    private static final Logger LOG = Logger.getLogger(StreamedBytes.class);
    private static final int BLOCK = 256 * 1024;

    private final InputStream bytes;
    private final HttpServerResponse response;
    private final Context context;
    private CompletableFuture<Void> lastWrite = CompletableFuture.completedFuture(null);
    private int inFlight;
    private long sent;

    private StreamedBytes(InputStream bytes, HttpServerResponse response, Context context) {
        this.bytes = bytes;
        this.response = response;
        this.context = context;
    }

    /**
     * Sends all of them, whose number the response's Content-Length has, and closes the stream.
     *
     * @return the bytes that left; fewer than there are when the receiver or the store broke off, which then ends the
     *     connection, so that nobody takes it for the end of the data
     */
    static Uni<Long> send(InputStream bytes, RoutingContext request) {
        Context context = Vertx.currentContext();
        StreamedBytes sender = new StreamedBytes(bytes, request.response(), context);
        CompletableFuture<Long> done = new CompletableFuture<>();
        Thread.ofVirtual().name("download").start(() -> {
            boolean complete = sender.sendAll();
            context.runOnContext(now -> {
                if (!complete) {
                    request.request().connection().close();
                }
                done.complete(sender.sent);
            });
        });
        return Uni.createFrom().completionStage(done);
    }

    /** Whether all of them left. */
    private boolean sendAll() {
        try (bytes) {
            byte[] block = new byte[BLOCK];
            for (int read = bytes.readNBytes(block, 0, BLOCK); read > 0; read = bytes.readNBytes(block, 0, BLOCK)) {
                write(Buffer.buffer(read).appendBytes(block, 0, read));
            }
            awaitLastWrite();
            onContext(response::end).join();
            return true;
        } catch (CompletionException receiverGone) {
            return false;
        } catch (IOException | RuntimeException e) {
            LOG.warn("The store broke off during a download", e);
            return false;
        }
    }

    private void write(Buffer block) {
        awaitLastWrite();
        inFlight = block.length();
        lastWrite = onContext(() -> response.write(block));
    }

    private void awaitLastWrite() {
        lastWrite.join();
        sent += inFlight;
        inFlight = 0;
    }

    private CompletableFuture<Void> onContext(Supplier<Future<Void>> call) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(now -> call.get().onComplete(result -> {
            if (result.succeeded()) {
                done.complete(null);
            } else {
                done.completeExceptionally(result.cause());
            }
        }));
        return done;
    }
}
