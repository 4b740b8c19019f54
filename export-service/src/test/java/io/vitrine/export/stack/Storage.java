/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.stack;

import io.vitrine.testkit.ServiceProcess;
import io.vitrine.testkit.Standstill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real storage-service, with one store of files. */
public final class Storage implements AutoCloseable {

    private final Map<String, String> settings;
    private final ServiceProcess process;
    private final Path root;

    Storage(Map<String, String> servers, String catalog, Path home) {
        root = home.resolve("images");
        settings = new HashMap<>(servers);
        settings.put("vitrine.storage.catalog.url", catalog);
        settings.put("vitrine.storage.default-store", "file");
        settings.put("vitrine.storage.stores.file.kind", "file");
        settings.put("vitrine.storage.stores.file.root", root.toString());
        settings.put("vitrine.storage.sendfile", "true");
        settings.put(
                "vitrine.storage.artefacts.handover", home.resolve("scratch").toString());
        // What is unsafe is kept here, so that it gets as far as to an export.
        settings.put("vitrine.storage.inspection.refuse", "false");
        settings.put("vitrine.storage.purge.interval", "500ms");
        process = new ServiceProcess("storage-service", home);
    }

    void start() {
        process.start(settings);
    }

    /** What it keeps, whole or partial. */
    public Set<Path> files() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).collect(Collectors.toSet());
        } catch (UncheckedIOException | IOException removedMeanwhile) {
            return files();
        }
    }

    /** Stands still until that is closed. */
    public Standstill paused() {
        return process.paused();
    }

    /** Turns the last byte of what was stored last into another, and tells where that is. */
    public Path flipLast() throws IOException {
        Path last = last();
        flip(last);
        return last;
    }

    /** Where that lies which was stored last. */
    public Path last() throws IOException {
        try (Stream<Path> all = Files.walk(root.resolve("objects"))) {
            return all.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    /** Turns its last byte into another; twice, and it is as it was. */
    public static void flip(Path file) throws IOException {
        FileTime since = Files.getLastModifiedTime(file);
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            bytes.read(last, bytes.size() - 1);
            bytes.write(last.put(0, (byte) ~last.get(0)).flip(), bytes.size() - 1);
        }
        Files.setLastModifiedTime(file, since);
    }

    String url() {
        return process.url();
    }

    @Override
    public void close() {
        process.close();
    }
}
