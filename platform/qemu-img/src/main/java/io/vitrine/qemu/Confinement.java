/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How a program is kept from what it has no business with, with what the system offers: util-linux's prlimit, unshare and
 * setpriv, and bubblewrap. Whatever is begun by {@link Starter} ends with this process, however that ends.
 */
final class Confinement {

    private static final List<String> MORTAL = setpriv();

    /** Without any capability, for who has some to give up: root, and anybody in a user namespace of his own. */
    private static final List<String> POWERLESS = setpriv("--inh-caps=-all", "--bounding-set=-all");

    /**
     * A network of its own with nothing in it, and no shared memory with others; as the same user. The kernel forgets when to
     * kill a program that gets other privileges, so that comes last.
     */
    private static final List<String> ALONE = Stream.concat(
                    Stream.of("unshare", "--user", "--map-current-user", "--net", "--ipc", "--uts", "--"),
                    POWERLESS.stream())
            .toList();

    private static final String BUBBLEWRAP = "bwrap";

    /** What programs need to run at all. */
    private static final List<String> SYSTEM =
            List.of("/usr", "/bin", "/lib", "/lib64", "/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf");

    /** Where a program finds its directory. */
    private static final String INSIDE = "/work";

    private static final long PROBE_SECONDS = 10;

    private final Isolation isolation;
    private final List<String> exposed;

    Confinement(Isolation isolation) {
        this.isolation = isolation;
        this.exposed = isolation == Isolation.NONE && works(POWERLESS) ? POWERLESS : MORTAL;
    }

    /** The best that works here. */
    static Confinement available() {
        if (works(inOwnRoot(Path.of("/"), null))) {
            return new Confinement(Isolation.FILES_AND_NETWORK);
        }
        return new Confinement(works(ALONE) ? Isolation.NETWORK : Isolation.NONE);
    }

    Isolation isolation() {
        return isolation;
    }

    /**
     * The program, not started yet, in that directory.
     *
     * @param kept a file in the directory, or all of that, that can only be read where it sees its own files only; null for none
     */
    ProcessBuilder command(Path directory, Path kept, Limits limits, List<String> program) {
        List<String> all = new ArrayList<>(List.of(
                "prlimit",
                "--cpu=" + Math.max(1, limits.cpu().plusMillis(999).toSeconds()),
                "--as=" + limits.memory(),
                "--fsize=" + limits.output(),
                "--nofile=" + Limits.OPEN_FILES,
                "--core=0",
                "--"));
        all.addAll(
                switch (isolation) {
                    case FILES_AND_NETWORK -> inOwnRoot(directory, kept);
                    case NETWORK -> ALONE;
                    case NONE -> exposed;
                });
        all.addAll(program);
        return plain(all).directory(directory.toFile());
    }

    /** A root with the system's programs, to be read, and the directory; nothing else, and no privileges. */
    private static List<String> inOwnRoot(Path directory, Path kept) {
        List<String> all = new ArrayList<>(
                List.of(BUBBLEWRAP, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"));
        all.addAll(List.of("--dev", "/dev"));
        for (String system : SYSTEM) {
            all.addAll(List.of("--ro-bind-try", system, system));
        }
        all.addAll(List.of("--bind", directory.toAbsolutePath().toString(), INSIDE));
        if (kept != null) {
            String inside = INSIDE + "/" + directory.toAbsolutePath().relativize(kept.toAbsolutePath());
            all.addAll(List.of("--ro-bind", kept.toAbsolutePath().toString(), inside));
        }
        all.addAll(List.of("--chdir", INSIDE, "--"));
        return all;
    }

    /**
     * What may be left of a command that has ended. Bubblewrap's second process, when the first dies before it has set that
     * one up, waits for it for ever. It has the same arguments, and nobody else has: the directory is among them.
     */
    static List<ProcessHandle> leftovers(List<String> command) {
        int confined = command.indexOf(BUBBLEWRAP);
        if (confined < 0) {
            return List.of();
        }
        List<String> arguments = command.subList(confined + 1, command.size());
        return processes(arguments::equals);
    }

    /** The same of all commands in directories below this one, where a process ran them that has died. */
    static List<ProcessHandle> leftovers(Path dead) {
        String below = dead.toAbsolutePath() + File.separator;
        return processes(arguments -> arguments.contains("--unshare-all")
                && arguments.contains(INSIDE)
                && arguments.stream().anyMatch(argument -> argument.startsWith(below)));
    }

    private static List<ProcessHandle> processes(Predicate<List<String>> withArguments) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(Arrays::asList)
                        .filter(withArguments)
                        .isPresent())
                .toList();
    }

    /** Whether qemu-img is there, and what its runs need in any case. */
    static boolean runsQemuImg() {
        List<String> version = new ArrayList<>(List.of("prlimit", "--"));
        version.addAll(MORTAL);
        version.addAll(List.of("qemu-img", "--version"));
        return succeeds(version);
    }

    /** Whether the program can be run here. */
    private static boolean works(List<String> prefix) {
        List<String> harmless = new ArrayList<>(prefix);
        harmless.add("true");
        return succeeds(harmless);
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = plain(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Has a program die with this process, and get no privileges. */
    private static List<String> setpriv(String... more) {
        List<String> all = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--no-new-privs"));
        all.addAll(List.of(more));
        all.add("--");
        return List.copyOf(all);
    }

    private static ProcessBuilder plain(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "C");
        return builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    }
}
