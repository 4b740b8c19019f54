/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/** The way to a server, which a test can spoil. */
final class SpoiledWire implements AutoCloseable {

    private static final String OVERLOADED = answer("503 Slow Down", "SlowDown");
    private static final String FULL = answer("507 Insufficient Storage", "XMinioStorageFull");

    private final URI server;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger silences = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final AtomicInteger flip = new AtomicInteger();
    private final Set<String> uploadHeaders = ConcurrentHashMap.newKeySet();
    private volatile String refusal = OVERLOADED;
    private volatile int bytesBeforeCut;

    SpoiledWire(String server) throws IOException {
        this(server, ServerSocketFactory.getDefault());
    }

    /** Encrypted where the sockets are. */
    SpoiledWire(String server, ServerSocketFactory sockets) throws IOException {
        this.server = URI.create(server);
        listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        String scheme = listener instanceof SSLServerSocket ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort());
    }

    /** Answers the next requests as a server does that has too much to do. */
    void overload(int requests) {
        refuse(requests, OVERLOADED);
    }

    /** Answers the next requests as a server does that has no room. */
    void fill(int requests) {
        refuse(requests, FULL);
    }

    private void refuse(int requests, String answer) {
        refusal = answer;
        refusals.set(requests);
        hangUp();
    }

    /** Changes the byte that comes after so many from the client on one connection, once. */
    void flip(int afterBytes) {
        flip.set(afterBytes);
    }

    /** Whether that is done. */
    boolean hasFlipped() {
        return flip.get() == 0;
    }

    /** Cuts the next connections once so many bytes came back. */
    void cut(int connections, int afterBytes) {
        bytesBeforeCut = afterBytes;
        cuts.set(connections);
        hangUp();
    }

    /** Lets nothing more come through the next connections after so many bytes, and leaves them open. */
    void silence(int connections, int afterBytes) {
        bytesBeforeCut = afterBytes;
        silences.set(connections);
        hangUp();
    }

    /** Names of the headers that any upload had, in small letters. */
    Set<String> uploadHeaders() {
        return uploadHeaders;
    }

    /** Most connections that there were at once. */
    int mostOpen() {
        return mostOpen.get();
    }

    /** Connections that there are now. */
    int open() {
        return open.size();
    }

    /** Cuts those that there are. */
    void hangUp() {
        open.forEach(SpoiledWire::close);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        ended.countDown();
        hangUp();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        if (listener.isClosed()) {
            close(client);
        }
        mostOpen.accumulateAndGet(open.size(), Math::max);
        try (client) {
            if (refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                readHead(client.getInputStream());
                client.getOutputStream().write(refusal.getBytes(US_ASCII));
                return;
            }
            boolean isCut = cuts.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            boolean isSilenced = silences.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            try (Socket behind = new Socket(server.getHost(), server.getPort())) {
                Thread.ofVirtual().start(() -> send(client, behind));
                if (isSilenced) {
                    client.getOutputStream().write(behind.getInputStream().readNBytes(bytesBeforeCut));
                    ended.await();
                    return;
                }
                copy(behind, client, isCut ? bytesBeforeCut : Integer.MAX_VALUE);
            }
        } catch (IOException e) {
            // the client sees that its connection is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void send(Socket client, Socket behind) {
        byte[] bytes = new byte[16_384];
        long sent = 0;
        try {
            InputStream in = client.getInputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                note(new String(bytes, 0, read, ISO_8859_1));
                int at = flip.get();
                if (sent < at && at <= sent + read && flip.compareAndSet(at, 0)) {
                    bytes[(int) (at - sent) - 1] ^= 1;
                }
                sent += read;
                behind.getOutputStream().write(bytes, 0, read);
            }
        } catch (IOException e) {
            // told to the other side by closing
        } finally {
            close(client);
            close(behind);
        }
    }

    private void note(String sent) {
        if (sent.startsWith("PUT ")) {
            sent.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .map(line ->
                            line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT))
                    .forEach(uploadHeaders::add);
        }
    }

    private static void copy(Socket from, Socket to, int limit) {
        byte[] bytes = new byte[16_384];
        int left = limit;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0 && left > 0; read = in.read(bytes)) {
                out.write(bytes, 0, Math.min(read, left));
                left -= limit == Integer.MAX_VALUE ? 0 : read;
            }
        } catch (IOException e) {
            // told to the other side by closing
        } finally {
            close(from);
            close(to);
        }
    }

    private static void readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            head.append((char) next);
        }
    }

    private static String answer(String status, String code) {
        String error = "<Error><Code>" + code + "</Code><Message>come back later</Message></Error>";
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nContent-Length: " + error.length()
                + "\r\nConnection: close\r\n\r\n" + error;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
