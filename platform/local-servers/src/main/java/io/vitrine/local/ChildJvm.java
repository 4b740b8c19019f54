/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of ours whose process id is on disk, so that the next start finds what a killed parent left running.
 *
 * <p>The pid file's path is part of the command line ({@value #MARK}), and a process is only ever stopped as a leftover
 * when it carries that mark: after a reboot the same number may belong to a stranger.
 */
public final class ChildJvm implements AutoCloseable {

    private static final String MARK = "-Dvitrine.pidfile=";
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path pidFile;

    private ChildJvm(Process process, Path pidFile) {
        this.process = process;
        this.pidFile = pidFile;
    }

    /**
     * What to run.
     *
     * @param pidFile where the process id is kept while the child runs; a leftover named there is stopped first
     * @param log the file that the child's standard output and error are appended to
     * @param arguments everything after {@code java}
     * @param environment the child's whole environment
     */
    public record Command(Path pidFile, Path log, List<String> arguments, Map<String, String> environment) {
        public Command {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    /** Starts the child with the Java this process runs on; returns at once. */
    public static ChildJvm start(Command command) {
        stopLeftover(command.pidFile());
        try {
            Files.createDirectories(command.pidFile().toAbsolutePath().getParent());
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(commandLine(command))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(command.log().toFile()));
            builder.environment().keySet().retainAll(command.environment().keySet());
            builder.environment().putAll(command.environment());
            Process process = builder.start();
            write(command.pidFile(), process.pid());
            return new ChildJvm(process, command.pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a process for " + command.pidFile(), e);
        }
    }

    /**
     * Stops the process that a pid file names, if it is still the one that was started with it.
     *
     * @return whether there was one
     */
    public static boolean stopLeftover(Path pidFile) {
        Optional<ForeignProcess> leftover = find(pidFile);
        leftover.ifPresent(process -> process.stop(STOP_PATIENCE));
        delete(pidFile);
        return leftover.isPresent();
    }

    /** The running process that a pid file names; empty when it ended or the number was given to another program. */
    public static Optional<ForeignProcess> find(Path pidFile) {
        return PidFile.read(pidFile)
                .flatMap(ProcessHandle::of)
                .map(ForeignProcess::new)
                .filter(process -> process.commandLine().contains(mark(pidFile)));
    }

    /** The argument that ties a Java process to its pid file. */
    public static String mark(Path pidFile) {
        return MARK + pidFile.toAbsolutePath().normalize();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the child ends, whoever ended it. */
    public CompletableFuture<Integer> exited() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Writes our own process id, so that {@link #find} finds us too; our command line must carry {@link #mark}. */
    public static void writePid(Path pidFile) {
        write(pidFile, ProcessHandle.current().pid());
    }

    /** Waits for the child's end for at most {@code time}; true when it has ended. */
    public boolean awaitExit(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the child as a crash would: no hook of it runs. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(STOP_PATIENCE);
    }

    /** Asks the child to stop, waits for it, and kills it when it has not stopped within half a minute. */
    @Override
    public void close() {
        process.destroy();
        if (!awaitExit(STOP_PATIENCE)) {
            kill();
        }
        delete(pidFile);
    }

    /** A terminal sends Ctrl-C and hang-up to every process of its group: a child ignores them, its parent stops it in order. */
    private static List<String> commandLine(Command command) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add(mark(command.pidFile()));
        line.addAll(command.arguments());
        return line;
    }

    private static void write(Path pidFile, long pid) {
        try {
            Files.writeString(pidFile, Long.toString(pid));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + pidFile, e);
        }
    }

    private static void delete(Path pidFile) {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + pidFile, e);
        }
    }
}
