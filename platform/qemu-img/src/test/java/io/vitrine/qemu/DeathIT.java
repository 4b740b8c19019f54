/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of programs when those who began them end. */
@Tag("qemu-img")
class DeathIT {

    private static final int PATIENCE_SECONDS = 20;
    private static final int MOMENTS = 200;
    private static final Duration LONGEST_BEGIN = Duration.ofMillis(20);

    private final String seconds = String.valueOf(ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999));

    @TempDir
    Path directory;

    @Test
    void programs_ofAProcessThatIsKilled_endToo() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Mortal.class.getName(),
                        directory.toString(),
                        seconds)
                .start();
        assertThat(parent.inputReader().readLine()).isEqualTo("begun");
        List<ProcessHandle> programs = sleepers(parent.toHandle());
        assertThat(programs).isNotEmpty();

        parent.destroyForcibly();

        awaitEnd(programs);
    }

    @Test
    void programs_ofARunThatIsStopped_endToo() throws Exception {
        Limits limits = new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 30, 1 << 20);
        Path begun = directory.resolve("begun");
        Run run = Run.start(
                new ProcessBuilder("sh", "-c", "sleep " + seconds + " & touch " + begun + "; wait"),
                Run.Purpose.CONVERT,
                limits);
        while (!Files.exists(begun) || sleepers(ProcessHandle.current()).isEmpty()) {
            Thread.onSpinWait();
        }
        List<ProcessHandle> programs = sleepers(ProcessHandle.current());

        run.end();

        awaitEnd(programs);
    }

    @Test
    void run_thatIsStoppedAtAnyMomentOfItsBegin_leavesNothing() throws Exception {
        Limits limits = new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 30, 1 << 20);
        Confinement confinement = Confinement.available();
        for (int moment = 0; moment < MOMENTS; moment++) {
            Run run = Run.start(
                    confinement.command(directory, null, limits, List.of("sleep", seconds)),
                    Run.Purpose.CONVERT,
                    limits);
            long stop = System.nanoTime() + moment * LONGEST_BEGIN.toNanos() / MOMENTS;
            while (System.nanoTime() < stop) {
                Thread.onSpinWait();
            }

            CompletableFuture.runAsync(run::end).get(PATIENCE_SECONDS, TimeUnit.SECONDS);

            assertThat(ProcessHandle.allProcesses().filter(this::sleeps)).isEmpty();
        }
    }

    @Test
    void whatIsLeftOfAProcessThatWasKilled_endsWhenTheNextBegins() throws Exception {
        Path dead = Files.createDirectories(directory.resolve("dead/conversion"));
        Files.createFile(dead.resolveSibling("lock"));
        Process left = new ProcessBuilder(
                        "sh", "-c", "read never", "bwrap", "--unshare-all", "--bind", dead.toString(), "/work")
                .start();
        Process other =
                new ProcessBuilder("sh", "-c", "read never", "bwrap", "--unshare-all", "--bind", "/", "/work").start();

        try (Scratch next = Scratch.below(directory)) {
            assertThat(left.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(other.isAlive()).isTrue();
            assertThat(next.directory()).isEmptyDirectory();
        } finally {
            left.destroyForcibly();
            other.destroyForcibly();
        }
    }

    private List<ProcessHandle> sleepers(ProcessHandle parent) {
        return parent.descendants().filter(this::sleeps).toList();
    }

    private boolean sleeps(ProcessHandle process) {
        return process.info().arguments().stream().flatMap(Arrays::stream).anyMatch(seconds::equals);
    }

    private static void awaitEnd(List<ProcessHandle> programs) throws Exception {
        CompletableFuture<?>[] ends =
                programs.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void program_outlivesTheThreadThatBeganIt() throws Exception {
        Limits limits = new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 30, 1 << 20);
        ProcessBuilder reader = Confinement.available()
                .command(directory, null, limits, List.of("sh", "-c", "echo begun; exec cat"))
                .redirectInput(ProcessBuilder.Redirect.PIPE);
        FutureTask<Process> beginning = new FutureTask<>(() -> Starter.start(reader));
        FutureTask<Path> thread = new FutureTask<>(() -> {
            beginning.run();
            assertThat(beginning.get().inputReader().readLine()).isEqualTo("begun");
            return Path.of("/proc/thread-self").toRealPath();
        });
        Thread.ofPlatform().start(thread);
        while (Files.exists(thread.get())) {
            Thread.onSpinWait();
        }

        Process program = beginning.get();
        try (var input = program.outputWriter()) {
            input.write("still here\n");
        }

        assertThat(program.inputReader().readLine()).isEqualTo("still here");
        assertThat(program.waitFor()).isZero();
    }
}
