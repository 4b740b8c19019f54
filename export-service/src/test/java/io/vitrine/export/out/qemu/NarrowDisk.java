/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.qemu;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.ExportError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A process that brings an image to a scratch disk which somebody else fills meanwhile, and says what came of that. Where there
 * is no qemu-img, it says only so.
 */
final class NarrowDisk {

    private static final int IMAGE = 4 << 20;

    private NarrowDisk() {}

    /** {@code arguments}: a directory with room for two images and nothing in it; and one more where there is no qemu-img. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Workshop workshop = new Workshop(config(directory));
        if (arguments.length > 1) {
            requireNoWork(workshop);
            return;
        }
        byte[] image = new byte[IMAGE];
        new Random().nextBytes(image);
        Path filler = directory.resolve("filler");
        try (Workspace workspace = workshop.open()) {
            workspace.makeRoom(IMAGE);
            Files.write(filler, new byte[IMAGE + IMAGE / 2]);
            workspace.bring(new ByteArrayInputStream(image));
        } catch (ExportError.Unavailable e) {
            System.out.println(e.getMessage());
        }
        Files.delete(filler);
        System.out.println(files(directory));
        try (Workspace workspace = workshop.open()) {
            workspace.makeRoom(IMAGE);
            System.out.println(workspace.bring(new ByteArrayInputStream(image)).bytes());
        }
        workshop.stop();
        System.out.println(files(directory));
    }

    private static void requireNoWork(Workshop workshop) throws IOException {
        try (Workspace workspace = workshop.open()) {
            System.out.println(workspace.source());
        } catch (ExportError.Impossible e) {
            System.out.println(e.getMessage());
        }
    }

    static ExportConfig config(Path directory) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ExportConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "vitrine.export.catalog.url", "http://127.0.0.1",
                                "vitrine.export.storage.url", "http://127.0.0.1",
                                "vitrine.export.conversion.scratch", directory.toString(),
                                "vitrine.export.conversion.reserve", "0"),
                        "test"))
                .build()
                .getConfigMapping(ExportConfig.class);
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
