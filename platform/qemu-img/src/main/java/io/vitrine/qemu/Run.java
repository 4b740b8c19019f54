/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import io.vitrine.qemu.QemuFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run of qemu-img, under way. */
public final class Run {

    private static final int LONGEST_MESSAGE = 4096;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int SIGNALLED = 128;
    private static final int SIGKILL = SIGNALLED + 9;
    private static final int SIGXCPU = SIGNALLED + 24;
    private static final int SIGXFSZ = SIGNALLED + 25;
    private static final Pattern PERCENT = Pattern.compile("(\\d+(?:\\.\\d+)?)/100%");

    /** What a run is for, and thus what its end means. */
    enum Purpose {
        CONVERT(
                "conversion",
                "The image cannot be converted; it is damaged, or of a kind that qemu-img does not read."),
        /** 63: the format has nothing that could be checked. */
        MEASURE("measurement", CONVERT.failed),
        CHECK("check", "The image is damaged: its own tables contradict each other.", 63),
        MAP("search for holes", CONVERT.failed),
        COMPARE("comparison", "The two images do not have the same disk in them.");

        private final String what;
        private final String failed;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<Integer> alsoFine;

        Purpose(String what, String failed, Integer... alsoFine) {
            this.what = what;
            this.failed = failed;
            this.alsoFine = List.of(alsoFine);
        }
    }

    private final Process process;
    private final AtomicReference<QemuFailure> stopped = new AtomicReference<>();
    private final CompletableFuture<String> said;
    private final CompletableFuture<Void> done;

    private final Purpose purpose;
    private volatile double progress;

    private final Consumer<String> lines;

    private Run(Process process, List<String> command, Purpose purpose, Limits limits, Consumer<String> lines) {
        this.process = process;
        this.lines = lines;
        this.purpose = purpose;
        CompletableFuture<String> heard =
                CompletableFuture.supplyAsync(this::listen, Thread.ofVirtual().name("qemu-img-output")::start);
        this.said = process.onExit()
                .thenApply(ended -> withoutLeftovers(ended, command))
                .thenCombine(heard, this::successful);
        this.done = said.thenAccept(all -> {});
        CompletableFuture<Void> late = new CompletableFuture<Void>()
                .completeOnTimeout(null, limits.time().toMillis(), TimeUnit.MILLISECONDS);
        var unusedEnd = late.thenRun(() -> stop(new QemuFailure(
                Kind.LIMIT,
                "The " + purpose.what + " took longer than " + limits.time().toSeconds() + " seconds.")));
        var unused = done.whenComplete((all, failure) -> late.cancel(false));
    }

    static Run start(ProcessBuilder program, Purpose purpose, Limits limits) throws IOException {
        return start(program, purpose, limits, line -> {});
    }

    /** {@code lines} is given all that it says, but for how far it is. */
    static Run start(ProcessBuilder program, Purpose purpose, Limits limits, Consumer<String> lines)
            throws IOException {
        Process process = Starter.start(program.redirectErrorStream(true));
        return new Run(process, program.command(), purpose, limits, lines);
    }

    /** How much of the work is done, from 0 to 1; for a check, which does not say, 0 until its end. */
    public double progress() {
        return done.state() == Future.State.SUCCESS ? 1 : progress;
    }

    /** Done when the result is there, whole; fails with a {@link QemuFailure}. No process is left either way. */
    public CompletableFuture<Void> done() {
        return done;
    }

    /** What it said, but for how far it is; fails as {@link #done} does. */
    CompletableFuture<String> said() {
        return said;
    }

    /** Kills it, if it still runs, and waits until it has ended. */
    public void end() {
        stop(new QemuFailure(Kind.STOPPED, "The " + purpose.what + " was stopped."));
        done.handle((all, failure) -> null).join();
    }

    private void stop(QemuFailure why) {
        if (process.isAlive() && stopped.compareAndSet(null, why)) {
            List<ProcessHandle> begun = process.descendants().toList();
            process.destroyForcibly();
            begun.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Whoever killed it may have been too early for what it had begun to be known, and to die with it. */
    private static Process withoutLeftovers(Process ended, List<String> command) {
        if (ended.exitValue() != 0) {
            Confinement.leftovers(command).forEach(ProcessHandle::destroyForcibly);
        }
        return ended;
    }

    private String successful(Process ended, String said) {
        int code = ended.exitValue();
        QemuFailure why = stopped.get();
        if (why != null) {
            throw why;
        }
        if (code != 0 && !purpose.alsoFine.contains(code)) {
            throw failure(code, said);
        }
        return said;
    }

    /**
     * Reads to the end: a program whose output nobody reads stands still. Gives the first of what is not progress, which is
     * not kept in a file, since there may be no room for one.
     */
    private String listen() {
        StringBuilder said = new StringBuilder();
        try (Scanner output = new Scanner(process.getInputStream(), StandardCharsets.UTF_8)) {
            output.useDelimiter("[\\r\\n]+");
            while (output.hasNext()) {
                String line = output.next();
                Matcher percent = PERCENT.matcher(line);
                if (percent.find()) {
                    progress = Double.parseDouble(percent.group(1)) / 100;
                    continue;
                }
                lines.accept(line);
                if (said.length() < LONGEST_MESSAGE) {
                    said.append(line).append('\n');
                }
            }
        }
        return said.toString();
    }

    /** {@code said} is for this method to read: it may name things that are nobody's business. */
    private QemuFailure failure(int code, String said) {
        if (code == SIGXFSZ || said.contains("File too large")) {
            return new QemuFailure(Kind.TOO_LARGE, "The converted image is larger than an image may be here.");
        }
        if (said.contains("No space left on device") || said.contains("Disk quota exceeded")) {
            return new QemuFailure(Kind.DISK_FULL, "There is no room to convert the image.");
        }
        if (code == SIGXCPU
                || code == SIGKILL
                || said.contains("Cannot allocate memory")
                || said.contains("qemu_thread_create: Resource temporarily unavailable")) {
            return new QemuFailure(Kind.LIMIT, "The image takes more time or memory to convert than it may.");
        }
        if (code == NOT_EXECUTABLE || code == NOT_FOUND) {
            return new QemuFailure(Kind.STOPPED, "qemu-img cannot be run here.");
        }
        return new QemuFailure(Kind.IMAGE, purpose.failed);
    }
}
