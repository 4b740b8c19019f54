/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A process that stands still, with all that it began, until this is closed. */
public final class Standstill implements AutoCloseable {

    private static final int LOOKS = 50;

    private final Set<ProcessHandle> all = new LinkedHashSet<>();

    private Standstill(ProcessHandle process) {
        List<ProcessHandle> more = List.of(process);
        while (!more.isEmpty()) {
            all.addAll(more);
            signal("STOP");
            more = process.descendants().filter(it -> !all.contains(it)).toList();
        }
    }

    /** That process and its children. */
    public static Standstill of(ProcessHandle process) {
        return new Standstill(process);
    }

    /** The next run of that command of qemu-img that this process begins; empty where it is over before there was one. */
    public static Optional<Standstill> ofRun(String command, BooleanSupplier over) {
        do {
            for (int look = 0; look < LOOKS; look++) {
                Optional<ProcessHandle> run = ProcessHandle.current()
                        .children()
                        .filter(it -> runs(it, command))
                        .findFirst();
                if (run.isPresent()) {
                    return run.map(Standstill::new);
                }
            }
        } while (!over.getAsBoolean());
        return Optional.empty();
    }

    private static boolean runs(ProcessHandle process, String command) {
        List<String> arguments =
                process.info().arguments().stream().flatMap(Arrays::stream).toList();
        int program = arguments.indexOf("qemu-img");
        return program >= 0
                && program + 1 < arguments.size()
                && arguments.get(program + 1).equals(command);
    }

    @Override
    public void close() {
        signal("CONT");
    }

    private void signal(String name) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        all.forEach(process -> command.add(String.valueOf(process.pid())));
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
