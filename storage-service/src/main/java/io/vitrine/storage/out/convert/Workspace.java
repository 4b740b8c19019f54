/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.convert;

import io.vitrine.qemu.QemuFailure;
import io.vitrine.qemu.Run;
import io.vitrine.qemu.Scratch;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import io.vitrine.storage.out.objects.FileObjectStore;
import io.vitrine.storage.out.objects.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** A directory in which one image is converted, with the run that does it. Closing it leaves neither. */
public final class Workspace implements AutoCloseable {

    private static final String NAME = "conversion";
    private static final String RESULT = "result";

    private final Path directory;
    private final ObjectStore source;
    private final Conversion conversion;
    private final Consumer<Workspace> atEnd;
    private final UUID key = UUID.randomUUID();
    private Run run;
    private boolean closed;

    /** Begins to convert a file into another beside it. */
    @FunctionalInterface
    interface Conversion {
        Run start(Path from, Path to) throws IOException;
    }

    Workspace(Path directory, long reserve, Conversion conversion, Consumer<Workspace> atEnd) throws IOException {
        this.directory = directory;
        this.source = new FileObjectStore(NAME, directory, reserve);
        this.source.make();
        this.conversion = conversion;
        this.atEnd = atEnd;
    }

    /** Where the image to convert is to be brought, under {@link #key}. */
    public ObjectStore source() {
        return source;
    }

    /** The image's key in {@link #source}. */
    public UUID key() {
        return key;
    }

    /**
     * Converts the image that was brought. Blocks while the image is looked at.
     *
     * @return the result, which is there until this is closed; fails with a {@link StorageError}
     */
    public CompletableFuture<StoredObject> convert() throws IOException {
        Path from = source.find(key)
                .map(found -> ((StoredObject.LocalFile) found).path())
                .orElseThrow(() -> new IOException("The image to convert has vanished."));
        Path to = from.resolveSibling(RESULT);
        try {
            return started(from, to).done().handle((done, failure) -> result(to, failure));
        } catch (QemuFailure e) {
            throw told(e);
        }
    }

    private synchronized Run started(Path from, Path to) throws IOException {
        if (closed) {
            throw new StorageError.LeaseLost("The conversion was given up.");
        }
        run = conversion.start(from, to);
        return run;
    }

    private static StoredObject result(Path file, Throwable failure) {
        if (failure != null) {
            throw failure instanceof CompletionException && failure.getCause() instanceof QemuFailure known
                    ? told(known)
                    : new StorageError.Unavailable("The image could not be converted just now.", failure);
        }
        try {
            return new StoredObject.LocalFile(file, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StorageError told(QemuFailure failure) {
        return switch (failure.kind()) {
            case IMAGE, LIMIT -> new StorageError.WrongContent(failure.getMessage());
            case TOO_LARGE, DISK_FULL -> StorageError.TooLarge.toConvert(failure.getMessage());
            case STOPPED -> new StorageError.Unavailable(failure.getMessage(), failure);
        };
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        // No other begins from now on.
        if (run != null) {
            run.end();
        }
        Scratch.remove(directory);
        atEnd.accept(this);
    }
}
