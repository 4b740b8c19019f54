/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server that answers byte for byte what a test says, lies included, and remembers what it was asked. */
final class RawServer {

    private final Map<String, Handler<NetSocket>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final NetServer server;

    RawServer(Vertx vertx, NetServerOptions options) {
        server = vertx.createNetServer(options).connectHandler(this::accept);
        server.listen().toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return server.actualPort();
    }

    /** Heads of all requests so far. */
    List<String> requests() {
        return requests;
    }

    /** Paths whose connections are closed again. */
    List<String> closed() {
        return closed;
    }

    /** The names asked for by TLS. */
    List<String> names() {
        return names;
    }

    void answer(String path, Handler<NetSocket> answer) {
        answers.put(path, answer);
    }

    void answer(String path, String head, String body) {
        answer(path, socket -> socket.end(Buffer.buffer(head.replace("\n", "\r\n") + "\r\n\r\n" + body)));
    }

    void image(String path, String body) {
        answer(path, "HTTP/1.1 200 OK\nContent-Length: " + body.length(), body);
    }

    void redirect(String path, String location) {
        answer(path, "HTTP/1.1 302 Found\nContent-Length: 6\nLocation: " + location, "secret");
    }

    private void accept(NetSocket socket) {
        Buffer head = Buffer.buffer();
        socket.exceptionHandler(gone -> {});
        socket.handler(bytes -> {
            head.appendBuffer(bytes);
            String text = head.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                String path = text.split(" ", 3)[1];
                requests.add(text);
                names.add(String.valueOf(socket.indicatedServerName()));
                socket.closeHandler(end -> closed.add(path));
                answers.get(path).handle(socket);
            }
        });
    }
}
