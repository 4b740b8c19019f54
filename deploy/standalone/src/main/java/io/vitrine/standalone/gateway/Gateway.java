/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One address for all services.
 *
 * <p>Bodies stream through both ways with constant memory and without a limit of size or time; files are sent by the
 * gateway itself when storage names them (see {@link Sendfile}).
 */
public final class Gateway implements AutoCloseable {

    private static final int MOST_LOOPS = 4;

    private final Vertx vertx;
    private final int port;

    private Gateway(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /**
     * Starts it and returns when it listens.
     *
     * @throws IllegalStateException when it cannot listen on its port
     */
    public static Gateway start(GatewayOptions options) {
        int loops = Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
        Queue<GatewayServer> servers = new ConcurrentLinkedQueue<>();
        try {
            join(vertx.deployVerticle(
                    () -> {
                        GatewayServer server = new GatewayServer(options);
                        servers.add(server);
                        return server;
                    },
                    new DeploymentOptions().setInstances(loops)));
            return new Gateway(vertx, servers.element().port());
        } catch (CompletionException e) {
            join(vertx.close());
            throw new IllegalStateException(
                    "The gateway cannot listen on " + options.host() + ":" + options.port(), e.getCause());
        }
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        join(vertx.close());
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
