/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.StorageError;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * An image that a web server has begun to send, read no faster than it is taken, and given up when it is silent, slow,
 * too large or late. Whoever gets one drains it or closes it; what is not drained soon closes itself. Lives on one
 * Vert.x context.
 */
public final class WebDownload {

    private static final String NUMBER = "\\d{1,18}";
    private static final long CHECKS_PER_SILENCE = 4;

    private final HttpClientResponse response;
    private final Vertx vertx;
    private final Context context;
    private final Limits limits;
    private final Pace pace;
    private final Long length;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private long received;

    /**
     * What one download has to keep to.
     *
     * @param cap bytes it may have
     * @param deadline when it has to be complete, in {@link System#nanoTime}'s terms
     * @param silence longest time without a byte
     */
    record Limits(long cap, long deadline, Duration silence) {}

    /**
     * The download of what an answer brings; to be called on its context, with it paused.
     *
     * @throws StorageError.TooLarge where it announces too much
     */
    static WebDownload begun(HttpClientResponse answer, Vertx vertx, Limits limits, StorageConfig.WebDownload config) {
        String announced = answer.getHeader("Content-Length");
        Long length = announced == null || !announced.matches(NUMBER) ? null : Long.valueOf(announced);
        if (length != null && length > limits.cap()) {
            throw StorageError.TooLarge.overCap(limits.cap());
        }
        Pace pace = new Pace(config.idleTimeout(), config.minRate().asLongValue(), config.minRatePeriod());
        return new WebDownload(answer, length, vertx, limits, pace);
    }

    /** To be called on the response's context, with the response paused; {@code length} is null when none was announced. */
    WebDownload(HttpClientResponse response, Long length, Vertx vertx, Limits limits, Pace pace) {
        this.response = response;
        this.length = length;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.limits = limits;
        this.pace = pace;
        response.exceptionHandler(e -> drained.completeExceptionally(broken("The connection broke")));
        watch();
    }

    /** Bytes that the server announced; null when it did not say. */
    public Long length() {
        return length;
    }

    /**
     * Gives what comes to {@code sink}, chunk by chunk, the next when the last one was taken. Called once.
     *
     * @return done when all was taken; failed with the sink's failure; with {@link StorageError.BodyBroken}, after which
     *     trying again may help, when the server breaks off or does not keep up; with {@link StorageError.TooLarge}
     */
    public CompletableFuture<Void> drainTo(Function<ByteBuffer, CompletableFuture<Void>> sink) {
        context.runOnContext(now -> {
            if (!drained.isDone()) {
                response.endHandler(end -> end());
                response.handler(chunk -> give(chunk, sink));
                proceed();
            }
        });
        return drained;
    }

    /** Gives it up, if it is not complete. */
    public void close() {
        drained.completeExceptionally(broken("The download was given up"));
    }

    private void give(Buffer chunk, Function<ByteBuffer, CompletableFuture<Void>> sink) {
        if (drained.isDone()) {
            return;
        }
        received += chunk.length();
        pace.heard(System.nanoTime(), chunk.length());
        if (received > limits.cap()) {
            drained.completeExceptionally(StorageError.TooLarge.overCap(limits.cap()));
            return;
        }
        CompletableFuture<Void> taken = taken(chunk, sink);
        if (taken.isDone() && !taken.isCompletedExceptionally()) {
            return;
        }
        response.pause();
        pace.rest(System.nanoTime());
        var unused = taken.whenComplete((done, failure) -> context.runOnContext(now -> {
            if (failure == null) {
                proceed();
            } else {
                drained.completeExceptionally(failure);
            }
        }));
    }

    /** A sink that throws must not make a hole in what it gets. */
    private static CompletableFuture<Void> taken(Buffer chunk, Function<ByteBuffer, CompletableFuture<Void>> sink) {
        try {
            return sink.apply(chunk.getByteBuf().nioBuffer());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void proceed() {
        pace.turn(System.nanoTime());
        response.resume();
    }

    private void end() {
        if (length == null || length == received) {
            drained.complete(null);
        } else {
            drained.completeExceptionally(broken("The connection ended"));
        }
    }

    private void watch() {
        long interval = Math.max(1, limits.silence().toMillis() / CHECKS_PER_SILENCE);
        pace.turn(System.nanoTime());
        long checks = vertx.setPeriodic(interval, now -> check());
        long rest = Duration.ofNanos(limits.deadline() - System.nanoTime()).toMillis();
        long end = vertx.setTimer(Math.max(1, rest), late -> giveUp("The download took longer than it may"));
        var unused = drained.whenComplete((done, failure) -> {
            vertx.cancelTimer(checks);
            vertx.cancelTimer(end);
            if (failure != null) {
                context.runOnContext(now -> response.request().reset());
            }
        });
    }

    private void check() {
        long now = System.nanoTime();
        if (pace.silent(now)) {
            giveUp("Nothing came for " + limits.silence().toSeconds() + " seconds");
        } else if (pace.slow(now)) {
            giveUp("The server sent too slowly");
        }
    }

    private void giveUp(String why) {
        drained.completeExceptionally(broken(why));
    }

    private StorageError.BodyBroken broken(String why) {
        String all = length == null ? "" : " of " + length;
        return new StorageError.BodyBroken(why + ", after " + received + all + " bytes of the image.");
    }
}
