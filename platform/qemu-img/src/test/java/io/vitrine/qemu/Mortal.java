/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process that has begun a long program in every isolation that there is, says so, and waits to be killed. */
final class Mortal {

    private Mortal() {}

    /** {@code arguments}: a directory, and how many seconds the programs are to run. */
    public static void main(String[] arguments) throws IOException {
        Limits limits = new Limits(Duration.ofHours(1), Duration.ofHours(1), 1 << 30, 1 << 20);
        for (Isolation isolation : Isolation.values()) {
            if (isolation.compareTo(Confinement.available().isolation()) >= 0) {
                List<String> program = List.of("sh", "-c", "echo begun; exec sleep " + arguments[1]);
                Process begun =
                        Starter.start(new Confinement(isolation).command(Path.of(arguments[0]), null, limits, program));
                begun.inputReader().readLine();
            }
        }
        System.out.println("begun");
        var unused = System.in.read();
    }
}
