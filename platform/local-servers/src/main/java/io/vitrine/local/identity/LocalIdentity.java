/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vitrine.local.LocalPort;
import java.time.Clock;
import java.time.Duration;

/**
 * A small identity service that answers as Keystone's API v3 does, for runs without a Keystone.
 *
 * <p>It is for local use: it listens on loopback only and speaks plain HTTP.
 */
public final class LocalIdentity implements AutoCloseable {

    /** How long a token is valid unless said otherwise. */
    public static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_HEADER_BYTES = 32 * 1024;

    private final Vertx vertx;
    private final HttpServer server;

    private LocalIdentity(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /**
     * Starts it on a free port, with itself as the identity endpoint.
     *
     * @param image the image service's address that tokens carry
     * @param tokenLife how long a token is valid
     */
    public static LocalIdentity start(Users users, String image, Duration tokenLife) {
        int port = LocalPort.free().number();
        return start(users, port, new Endpoints(image, address(port)), tokenLife);
    }

    /**
     * Starts it and returns when it answers.
     *
     * @param port the port on loopback
     * @param tokenLife how long a token is valid
     * @throws IllegalStateException when it cannot listen on the port
     */
    public static LocalIdentity start(Users users, int port, Endpoints endpoints, Duration tokenLife) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(4));
        Tokens tokens = new Tokens(Clock.systemUTC(), tokenLife);
        HttpServerOptions options =
                new HttpServerOptions().setHost(LOOPBACK).setPort(port).setMaxHeaderSize(MAX_HEADER_BYTES);
        HttpServer server = vertx.createHttpServer(options);
        server.requestHandler(new IdentityRoutes(users, tokens, endpoints).router(vertx));
        try {
            server.listen().toCompletionStage().toCompletableFuture().join();
        } catch (RuntimeException e) {
            vertx.close();
            throw new IllegalStateException("The local identity cannot listen on port " + port, e);
        }
        return new LocalIdentity(vertx, server);
    }

    /** The address that services and clients are given: {@code http://127.0.0.1:PORT/v3}. */
    public String url() {
        return address(server.actualPort()) + "/v3";
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String address(int port) {
        return "http://" + LOOPBACK + ":" + port;
    }
}
