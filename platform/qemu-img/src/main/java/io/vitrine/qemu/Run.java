/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import io.vitrine.qemu.QemuFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A run of qemu-img, under way. */
public final class Run {

    private static final String MESSAGES = "messages";
    private static final int LONGEST_MESSAGE = 4096;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int SIGNALLED = 128;
    private static final int SIGKILL = SIGNALLED + 9;
    private static final int SIGXCPU = SIGNALLED + 24;
    private static final int SIGXFSZ = SIGNALLED + 25;

    private final Process process;
    private final Path messages;
    private final AtomicReference<QemuFailure> stopped = new AtomicReference<>();
    private final CompletableFuture<Void> done;

    private Run(Process process, Path messages, Limits limits) {
        this.process = process;
        this.messages = messages;
        this.done = process.onExit().thenAccept(this::requireSuccess);
        CompletableFuture<Void> late = new CompletableFuture<Void>()
                .completeOnTimeout(null, limits.time().toMillis(), TimeUnit.MILLISECONDS);
        var unusedEnd = late.thenRun(() -> stop(new QemuFailure(
                Kind.LIMIT, "The conversion took longer than " + limits.time().toSeconds() + " seconds.")));
        var unused = done.whenComplete((all, failure) -> late.cancel(false));
    }

    static Run start(ProcessBuilder program, Path directory, Limits limits) throws IOException {
        Path messages = directory.resolve(MESSAGES);
        Process process = program.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(messages.toFile())
                .start();
        return new Run(process, messages, limits);
    }

    /** Done when the result is there, whole; fails with a {@link QemuFailure}. No process is left either way. */
    public CompletableFuture<Void> done() {
        return done;
    }

    /** Kills it, if it still runs. */
    public void stop() {
        stop(new QemuFailure(Kind.STOPPED, "The conversion was stopped."));
    }

    private void stop(QemuFailure why) {
        if (process.isAlive() && stopped.compareAndSet(null, why)) {
            process.destroyForcibly();
        }
    }

    private void requireSuccess(Process ended) {
        int code = ended.exitValue();
        QemuFailure why = stopped.get();
        if (why != null) {
            throw why;
        }
        if (code != 0) {
            throw failure(code, firstMessages());
        }
    }

    private static QemuFailure failure(int code, String said) {
        if (code == SIGXFSZ || said.contains("File too large")) {
            return new QemuFailure(Kind.TOO_LARGE, "The converted image is larger than an image may be here.");
        }
        if (said.contains("No space left on device") || said.contains("Disk quota exceeded")) {
            return new QemuFailure(Kind.DISK_FULL, "There is no room to convert the image.");
        }
        if (code == SIGXCPU || code == SIGKILL || said.contains("Cannot allocate memory")) {
            return new QemuFailure(Kind.LIMIT, "The image takes more time or memory to convert than it may.");
        }
        if (code == NOT_EXECUTABLE || code == NOT_FOUND) {
            return new QemuFailure(Kind.STOPPED, "qemu-img cannot be run here.");
        }
        return new QemuFailure(
                Kind.IMAGE, "The image cannot be converted; it is damaged, or of a kind that qemu-img does not read.");
    }

    /** What it said, for this class to read: it may name things that are nobody's business. */
    private String firstMessages() {
        try (InputStream said = Files.newInputStream(messages)) {
            return new String(said.readNBytes(LONGEST_MESSAGE), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
