/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The directory in which images are converted, seen from outside. */
public record Scratch(Path root) {

    /** What lies in it besides the processes' locks. */
    public List<Path> files() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("lock"))
                    .toList();
        } catch (UncheckedIOException | IOException removedMeanwhile) {
            return List.of(root);
        }
    }
}
