/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vitrine.kit.problem.UnreadBody;
import io.vitrine.storage.app.Body;
import io.vitrine.storage.domain.StorageError;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A request's body, read no faster than it is taken. The request stands still until then, and a sender that waits for
 * {@code 100 Continue} is told to go on only when its bytes are wanted. Lives on the request's event loop.
 */
final class RequestBody implements Body {

    private final HttpServerRequest request;
    private final Vertx vertx;
    private final Duration idleTimeout;
    private final Context context = Vertx.currentContext();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private boolean awaitingSender;
    private long lastHeard;

    RequestBody(HttpServerRequest request, Vertx vertx, Duration idleTimeout) {
        this.request = request.pause();
        this.vertx = vertx;
        this.idleTimeout = idleTimeout;
    }

    @Override
    public CompletableFuture<Void> drainTo(Function<ByteBuffer, CompletableFuture<Void>> sink) {
        if (request.response().closed()) {
            return CompletableFuture.failedFuture(gone());
        }
        request.exceptionHandler(e -> drained.completeExceptionally(gone()));
        request.endHandler(end -> drained.complete(null));
        request.handler(chunk -> give(chunk, sink));
        watch();
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        hear();
        return drained;
    }

    /** Lets the rest of the body come and forgets it, so that the sender gets to read the answer; not for ever. */
    void discard() {
        context.runOnContext(now -> UnreadBody.discard(request, vertx, idleTimeout));
    }

    private void give(Buffer chunk, Function<ByteBuffer, CompletableFuture<Void>> sink) {
        lastHeard = System.nanoTime();
        CompletableFuture<Void> taken = sink.apply(chunk.getByteBuf().nioBuffer());
        if (taken.isDone() && !taken.isCompletedExceptionally()) {
            return;
        }
        request.pause();
        awaitingSender = false;
        var unused = taken.whenComplete((done, failure) -> context.runOnContext(now -> {
            if (failure == null) {
                hear();
            } else {
                drained.completeExceptionally(failure);
            }
        }));
    }

    private void hear() {
        awaitingSender = true;
        lastHeard = System.nanoTime();
        request.resume();
    }

    /** Gives up a sender that is silent though it is its turn. */
    private void watch() {
        long timer = vertx.setPeriodic(Math.max(1, idleTimeout.toMillis() / 4), now -> {
            if (awaitingSender && System.nanoTime() - lastHeard > idleTimeout.toNanos()) {
                drained.completeExceptionally(new StorageError.BodyBroken(
                        "Nothing came for " + idleTimeout.toSeconds() + " seconds; the upload was given up."));
            }
        });
        var unused = drained.whenComplete((done, failure) -> vertx.cancelTimer(timer));
    }

    private static StorageError.BodyBroken gone() {
        return new StorageError.BodyBroken("The connection broke before all of the image had come.");
    }
}
