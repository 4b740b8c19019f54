/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A file that no image may show and a port that none may reach, with images that are after them. */
public final class Bait implements AutoCloseable {

    private final String secret = "canary-" + UUID.randomUUID() + "\n".repeat(1 << 16);
    private final Path file;
    private final ServerSocketChannel port;

    private Bait(Path file, ServerSocketChannel port) {
        this.file = file;
        this.port = port;
    }

    /** Lays it out. */
    public static Bait laid() throws IOException {
        ServerSocketChannel port =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port.configureBlocking(false);
        Bait bait = new Bait(Disks.fresh("canary").toAbsolutePath(), port);
        Files.writeString(bait.file, bait.secret);
        return bait;
    }

    /** Images, each with its format, whose disk is that file, or what that port says. */
    public Map<Path, String> images() throws IOException {
        int number = ((InetSocketAddress) port.getLocalAddress()).getPort();
        Map<Path, String> images = new LinkedHashMap<>();
        Stream.of(
                        file.toString(),
                        "json:{\"driver\": \"file\", \"filename\": \"" + file + "\"}",
                        "nbd://127.0.0.1:" + number + "/disk",
                        "http://127.0.0.1:" + number + "/disk")
                .forEach(backing -> images.put(Disks.overlay(backing), "qcow2"));
        images.put(Disks.besideData(file), "qcow2");
        images.put(Disks.descriptor(file), "vmdk");
        return images;
    }

    /** Fails if anybody knocked or wrote. */
    public void requireUntouched() throws IOException {
        assertThat(port.accept()).isNull();
        assertThat(file).hasContent(secret);
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
