/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A bare socket, for requests that no decent HTTP client would send. */
public final class RawConnection implements AutoCloseable {

    private final Socket socket;

    public RawConnection(URI server) throws IOException {
        int port = server.getPort() > 0 ? server.getPort() : 80;
        socket = new Socket(server.getHost(), port);
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
    }

    /** Head lines are given without their line ends; Host is added. */
    public RawConnection head(String... lines) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line : lines) {
            head.append(line).append("\r\n");
        }
        head.append("Host: ").append(socket.getInetAddress().getHostAddress()).append("\r\n\r\n");
        return write(head.toString().getBytes(StandardCharsets.UTF_8));
    }

    public RawConnection write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Says that no more will come, as a client does that thinks it is done. */
    public RawConnection finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The status code of the answer, or 0 when the server just closed. */
    public int status() throws IOException {
        String line = line(socket.getInputStream());
        String[] parts = line.split(" ", 3);
        return parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    /** Breaks the connection at once, with what was sent left unread, as a dying client does. */
    public void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
