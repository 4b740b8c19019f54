/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A download whose receiver reads as it likes. It has begun once this is there. */
public final class RawDownload implements AutoCloseable {

    private static final int BEGINNING = 1000;

    private final Socket socket;

    public RawDownload(URI service, String token, UUID image) throws IOException {
        socket = new Socket(service.getHost(), service.getPort());
        socket.getOutputStream()
                .write(("GET /v2/images/" + image
                                + "/file HTTP/1.1\r\nHost: storage\r\nConnection: close\r\nX-Auth-Token: " + token
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        if (socket.getInputStream().readNBytes(BEGINNING).length < BEGINNING) {
            throw new IOException("The download did not begin");
        }
    }

    /** How many bytes came in all, headers too, once it has ended. */
    public long size() throws IOException {
        return BEGINNING + socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Hangs up. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
