/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Another region's Image API, as far as an import asks it, with the faults that a test wants. */
public final class OtherRegion implements AutoCloseable {

    /** Its name in the service's settings. */
    public static final String NAME = "there";

    private final HttpServer server;
    private final Map<String, Image> images = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What a test wants of an image. */
    public enum Fault {
        NONE,
        /** Its data is other than its digests say. */
        OTHER_DATA,
        /** The first request for its data is answered with 503. */
        AWAY_ONCE,
        /** Half of its data comes, and then no more. */
        STUCK
    }

    OtherRegion() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v2/images/", this::answer);
        server.start();
    }

    String setting() {
        return NAME + "=http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** An image of format raw with that data, which the bearer of {@code token} may read. */
    public UUID add(String token, byte[] bytes, Fault fault) {
        return add(token, "raw", bytes, fault);
    }

    /** The same of another format. */
    public UUID add(String token, String diskFormat, byte[] bytes, Fault fault) {
        UUID id = UUID.randomUUID();
        images.put(id.toString(), new Image(token, diskFormat, bytes, fault));
        return id;
    }

    /** How often an image's data was asked for. */
    public int asked(UUID image) {
        return asked.getOrDefault(image.toString(), 0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        Image image = images.get(path[3]);
        String token = exchange.getRequestHeaders().getFirst("X-Auth-Token");
        try (exchange) {
            if (image == null || !image.token.equals(token)) {
                exchange.sendResponseHeaders(image == null ? 404 : 401, -1);
            } else if (path.length == 4) {
                byte[] record = image.record().encode().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, record.length);
                exchange.getResponseBody().write(record);
            } else {
                sendData(exchange, image, asked.merge(path[3], 1, Integer::sum));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendData(HttpExchange exchange, Image image, int time) throws IOException, InterruptedException {
        if (image.fault == Fault.AWAY_ONCE && time == 1) {
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        byte[] bytes = image.bytes.clone();
        bytes[0] ^= image.fault == Fault.OTHER_DATA ? (byte) 1 : 0;
        int length = image.fault == Fault.STUCK ? bytes.length / 2 : bytes.length;
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, length);
        exchange.getResponseBody().flush();
        if (length < bytes.length) {
            closing.await();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }

    private static final class Image {

        private final String token;
        private final String diskFormat;
        private final byte[] bytes;
        private final Fault fault;

        Image(String token, String diskFormat, byte[] bytes, Fault fault) {
            this.token = token;
            this.diskFormat = diskFormat;
            this.bytes = bytes;
            this.fault = fault;
        }

        JsonObject record() {
            return new JsonObject()
                    .put("status", "active")
                    .put("disk_format", diskFormat)
                    .put("container_format", "bare")
                    .put("size", bytes.length)
                    .put("checksum", digest("MD5"))
                    .put("os_hash_algo", "sha512")
                    .put("os_hash_value", digest("SHA-512"))
                    .put("hw_disk_bus", "virtio")
                    .put("owner_specified.x", "not for others");
        }

        private String digest(String algorithm) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
