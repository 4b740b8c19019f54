/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import io.vitrine.local.ChildJvm;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts a launcher in the background, shows what it says, and returns when it is healthy. */
final class Detached {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Home home;
    private final PrintStream out;

    Detached(Home home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    /** Returns the exit code: 0 when everything is healthy, 1 when the launcher has ended. */
    int start(boolean s3) throws IOException {
        if (ChildJvm.find(home.launcher()).isPresent()) {
            throw HomeLock.running(home);
        }
        Files.deleteIfExists(home.ready());
        Path log = home.log("up");
        long shown = Files.exists(log) ? Files.size(log) : 0;
        ChildJvm launcher = ChildJvm.start(new ChildJvm.Command(home.launcher(), log, arguments(s3), System.getenv()));
        while (!Files.exists(home.ready())) {
            boolean ended = launcher.awaitExit(PAUSE);
            shown = show(log, shown);
            if (ended) {
                return 1;
            }
        }
        show(log, shown);
        return 0;
    }

    /** As we were started ourselves, but to stay. */
    private static List<String> arguments(boolean s3) {
        List<String> arguments =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        arguments.removeIf(it -> it.startsWith("-Dvitrine.pidfile="));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "up"));
        if (s3) {
            arguments.add("--s3");
        }
        return arguments;
    }

    /** Prints what was added to the log after {@code from}; returns its length. */
    private long show(Path log, long from) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            Channels.newInputStream(channel.position(from)).transferTo(out);
            return channel.position();
        }
    }
}
