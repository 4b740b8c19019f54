/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Passes bytes on from a blocking stream to a response. Reads on a virtual thread of its own, since a slow receiver can
 * take hours, and reads ahead of what is on its way: eight blocks of 64 KiB are in memory, outside the heap, where the
 * kernel can take them from as they are, and small enough to stay in the processor's cache until it does.
 */
final class StreamedBytes {

    private static final Logger LOG = Logger.getLogger(StreamedBytes.class);
    private static final int BLOCK = 64 * 1024;
    private static final int BLOCKS = 8;

    /** What is read at once: it stays in the processor's cache until it is in its block. */
    private static final int PIECE = 32 * 1024;

    private final InputStream bytes;
    private final HttpServerResponse response;
    private final Context context;
    private final Deque<OnItsWay> sending = new ArrayDeque<>();
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
            byte[] piece = new byte[PIECE];
            ByteBuf block = next(piece);
            while (block.isReadable()) {
                send(block);
                block = next(piece);
            }
            block.release();
            while (!sending.isEmpty()) {
                arrived().release();
            }
            onContext(response::end).join();
            return true;
        } catch (CompletionException receiverGone) {
            return false;
        } catch (IOException | RuntimeException e) {
            LOG.warn("The store broke off during a download", e);
            return false;
        } finally {
            sending.forEach(OnItsWay::releaseInTime);
        }
    }

    private void send(ByteBuf block) {
        Buffer buffer = Buffer.buffer(block);
        sending.add(new OnItsWay(block, onContext(() -> response.write(buffer))));
    }

    /** The next block, once there is one to fill; empty at the end. */
    private ByteBuf next(byte[] piece) throws IOException {
        ByteBuf block = sending.size() < BLOCKS
                ? Unpooled.directBuffer(BLOCK, BLOCK)
                : arrived().clear();
        try {
            int read = 0;
            while (read >= 0 && block.isWritable()) {
                read = bytes.read(piece, 0, Math.min(piece.length, block.writableBytes()));
                block.writeBytes(piece, 0, Math.max(0, read));
            }
        } catch (IOException | RuntimeException e) {
            block.release();
            throw e;
        }
        return block;
    }

    /** The block that was sent first, now that it left. */
    private ByteBuf arrived() {
        OnItsWay first = sending.element();
        int length = first.block.readableBytes();
        first.written.join();
        sent += length;
        return sending.remove().block;
    }

    /** A block that Vert.x is told to write, which leaves it to us to release it. */
    private record OnItsWay(ByteBuf block, CompletableFuture<Void> written) {

        /** Not before the network has let go of it. */
        void releaseInTime() {
            var unused = written.whenComplete((done, e) -> block.release());
        }
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
