/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory with room for {@link #ROOM} bytes: a file system of its own where this process may mount one, else all but
 * so many bytes of the one it is on are reserved.
 */
public record SmallDisk(Path root, boolean mounted) implements AutoCloseable {

    /** Bytes. */
    public static final int ROOM = 8 << 20;

    static SmallDisk at(Path root) {
        try {
            Files.createDirectories(root);
            return new SmallDisk(root, succeeds("mount", "-t", "tmpfs", "-o", "size=" + ROOM, "none", root.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that the store in it is to leave free. */
    long reserve() {
        return mounted ? 0 : root.toFile().getUsableSpace() - ROOM;
    }

    @Override
    public void close() {
        if (mounted && !succeeds("umount", "-l", root.toString())) {
            throw new IllegalStateException(root + " cannot be unmounted");
        }
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
