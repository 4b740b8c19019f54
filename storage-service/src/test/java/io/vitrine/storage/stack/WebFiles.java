/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A web server with images to download, and with the faults that a test wants. */
public final class WebFiles implements AutoCloseable {

    private static final int FIRST_PORT = 18_480;
    private static final int PORT_COUNT = 20;

    /** Where one may be, as the setting {@code vitrine.storage.web-download.ports} takes it. */
    static final String PORTS = IntStream.range(FIRST_PORT, FIRST_PORT + PORT_COUNT)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * Serves the bytes at {@code /image}; at {@code /flaky} the second time, at {@code /down} never; half of them, and then no
     * more, at {@code /stuck}.
     */
    public WebFiles(byte[] bytes) throws IOException {
        server = onAFreePort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/image", exchange -> send(exchange, bytes, bytes.length));
        server.createContext("/flaky", exchange -> {
            if (asked.contains("/flaky")) {
                send(exchange, bytes, bytes.length);
            } else {
                asked.add("/flaky");
                refuse(exchange);
            }
        });
        server.createContext("/down", WebFiles::refuse);
        server.createContext("/stuck", exchange -> send(exchange, bytes, bytes.length / 2));
        server.start();
    }

    private static HttpServer onAFreePort() throws IOException {
        for (int port = FIRST_PORT; port < FIRST_PORT + PORT_COUNT; port++) {
            try {
                return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            } catch (BindException taken) {
                // the next one
            }
        }
        throw new IOException("No port is free of " + PORTS);
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(503, -1);
        exchange.close();
    }

    private void send(HttpExchange exchange, byte[] bytes, int sent) throws IOException {
        asked.add(exchange.getRequestURI().getPath());
        try (exchange) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, sent);
            exchange.getResponseBody().flush();
            if (sent < bytes.length) {
                closing.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The address of one of its files. */
    public String uri(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Whether somebody asked for that file. */
    public boolean wasAskedFor(String path) {
        return asked.contains(path);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
