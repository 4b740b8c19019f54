/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The store's directory, seen from outside. */
public record StoreFiles(Path root) {

    /** Where other services hand files over; made when it is asked for. */
    public Path handover() {
        try {
            return Files.createDirectories(root.resolveSibling("handover"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file that lies in it, partial ones too. */
    public List<Path> all() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lies there that did not before; what earlier tests left may be removed meanwhile. */
    public List<Path> since(List<Path> before) {
        return all().stream().filter(file -> !before.contains(file)).toList();
    }

    /** The file of a blob, complete or partial. */
    public Path of(UUID blob) {
        return all().stream()
                .filter(file -> file.getFileName().toString().equals(blob.toString()))
                .findFirst()
                .orElseThrow();
    }

    /** Whether there is anything of a blob. */
    public boolean has(UUID blob) {
        return all().stream().anyMatch(file -> file.getFileName().toString().equals(blob.toString()));
    }

    void removeAll() {
        try (Stream<Path> files = Files.walk(root.getParent())) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
