/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A TCP port of this machine's IPv4 loopback address. */
public record LocalPort(int number) {

    private static final int CONNECT_MILLIS = 500;

    /** A free port, likely but not certainly still free when it is used a moment later. */
    public static LocalPort free() {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return new LocalPort(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("No port is free", e);
        }
    }

    /** This port, or a free one when it is 0. */
    public LocalPort orFree() {
        return number == 0 ? free() : this;
    }

    /** Whether somebody accepts connections here. */
    public boolean isOpen() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback(), number), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a server of ours could listen here now. */
    public boolean isFree() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), number));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }
}
