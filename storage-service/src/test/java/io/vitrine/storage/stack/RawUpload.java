/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.stack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.UUID;

/** An upload sent by hand, byte by byte, so that it can stop anywhere. */
public final class RawUpload implements AutoCloseable {

    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;

    private RawUpload(URI service, String head) throws IOException {
        socket = new Socket(service.getHost(), service.getPort());
        socket.setSoTimeout(60_000);
        out = socket.getOutputStream();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        send(head.replace("\n", "\r\n").getBytes(US_ASCII));
    }

    /** Sends the head of a request that announces {@code length} bytes. */
    public RawUpload(URI service, String token, UUID image, long length, String... moreHeaders) throws IOException {
        this(
                service,
                """
                PUT /v2/images/%s/file HTTP/1.1
                Host: storage
                X-Auth-Token: %s
                Content-Type: application/octet-stream
                Content-Length: %d
                """.formatted(image, token, length)
                        + String.join("\n", moreHeaders)
                        + (moreHeaders.length > 0 ? "\n\n" : "\n"));
    }

    /** Sends the head of a request that announces a part of a resumable upload. */
    public static RawUpload part(URI service, String token, String path, long offset, long length) throws IOException {
        return new RawUpload(service, """
                PATCH %s HTTP/1.1
                Host: storage
                X-Auth-Token: %s
                Tus-Resumable: 1.0.0
                Content-Type: application/offset+octet-stream
                Upload-Offset: %d
                Content-Length: %d

                """.formatted(path, token, offset, length));
    }

    /** Sends bytes of the body. */
    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Waits for the next answer; its status. */
    public int status() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("the connection was closed without an answer");
        }
        int status = Integer.parseInt(line.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        while (!line.isEmpty()) {
            line = in.readLine();
        }
        return status;
    }

    /** Breaks the connection. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
