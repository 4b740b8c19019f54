/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vitrine.storage.domain.StorageError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The bytes of a file that another service of this host hands over. */
record HandedOver(Path path, long size, Opening opening) implements Body {

    /** Opens a file to be read from its beginning; blocks. */
    @FunctionalInterface
    interface Opening {
        InputStream open(Path file) throws IOException;
    }

    /**
     * Finds it; blocks.
     *
     * @throws StorageError.Invalid for what is not a plain file below that directory, named without symbolic links
     */
    static HandedOver in(Path directory, Path named, Opening opening) {
        try {
            Path root = directory.toRealPath();
            Path below = directory
                    .toAbsolutePath()
                    .normalize()
                    .relativize(named.toAbsolutePath().normalize());
            Path real = named.toRealPath();
            if (!real.startsWith(root) || !real.equals(root.resolve(below)) || !Files.isRegularFile(real)) {
                throw refused();
            }
            return new HandedOver(real, Files.size(real), opening);
        } catch (IOException e) {
            throw refused();
        }
    }

    private static StorageError.Invalid refused() {
        return new StorageError.Invalid(
                "X-Sendfile has to name a plain file in the directory that files are handed over in.");
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(path);
    }

    @Override
    public CompletableFuture<Void> drainTo(Function<ByteBuffer, CompletableFuture<Void>> sink) {
        return CompletableFuture.runAsync(() -> read(sink), Infrastructure.getDefaultWorkerPool());
    }

    private void read(Function<ByteBuffer, CompletableFuture<Void>> sink) {
        try (InputStream bytes = opening.open(path)) {
            StoredBody.pass(bytes, sink);
        } catch (IOException e) {
            throw new StorageError.Unavailable("The file cannot be read just now.", e);
        }
    }
}
