/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How a program is kept from what it has no business with, with what the system offers: util-linux's prlimit and unshare. */
final class Confinement {

    /** A network of its own with nothing in it, and no shared memory with others; as the same user. */
    private static final List<String> ALONE =
            List.of("unshare", "--user", "--map-current-user", "--net", "--ipc", "--uts", "--");

    private static final long PROBE_SECONDS = 10;

    private final List<String> isolation;

    private Confinement(List<String> isolation) {
        this.isolation = isolation;
    }

    /** The best that works here. */
    static Confinement available() {
        return new Confinement(works(ALONE) ? ALONE : List.of());
    }

    boolean isolated() {
        return !isolation.isEmpty();
    }

    /** The program, not started yet, in that directory. */
    ProcessBuilder command(Path directory, Limits limits, List<String> program) {
        List<String> all = new ArrayList<>(List.of(
                "prlimit",
                "--cpu=" + Math.max(1, limits.cpu().plusMillis(999).toSeconds()),
                "--as=" + limits.memory(),
                "--fsize=" + limits.output(),
                "--nofile=" + Limits.OPEN_FILES,
                "--core=0",
                "--"));
        all.addAll(isolation);
        all.addAll(program);
        return plain(all).directory(directory.toFile());
    }

    /** Whether the program can be run here. */
    static boolean works(List<String> prefix) {
        List<String> harmless = new ArrayList<>(prefix);
        harmless.add("true");
        return succeeds(harmless);
    }

    static boolean succeeds(List<String> command) {
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

    private static ProcessBuilder plain(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "C");
        return builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    }
}
