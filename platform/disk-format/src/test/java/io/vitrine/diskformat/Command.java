/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A tool that makes real images. */
final class Command {

    private Command() {}

    /**
     * Runs it to its end.
     *
     * @param directory where it runs
     * @param input what it reads
     * @return what it says, errors too
     * @throws IllegalStateException when it fails, with what it said
     */
    static String run(Path directory, String input, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            try (var stdin = process.outputWriter()) {
                stdin.write(input);
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + said);
            }
            return said;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
