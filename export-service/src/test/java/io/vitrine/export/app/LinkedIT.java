/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.export.domain.Stage;
import io.vitrine.export.stack.Disks;
import io.vitrine.export.stack.ExportStack;
import io.vitrine.export.stack.Exports;
import io.vitrine.export.stack.HeldExport;
import io.vitrine.export.stack.Images;
import io.vitrine.export.stack.Scratch;
import io.vitrine.export.stack.Storage;
import io.vitrine.testkit.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exports of images that lie where they can be reached. */
@Tag("qemu-img")
@QuarkusTest
@WithTestResource(ExportStack.class)
class LinkedIT {

    Servers servers;
    Images images;
    Storage storage;
    Scratch scratch;

    @Test
    void image_isReadWhereItLies_andOn_whenItIsPurgedMeanwhile() throws Exception {
        Exports demo = Exports.of(servers, "demo");
        List<Path> disks = new ArrayList<>();
        String id;
        try (HeldExport held = HeldExport.in(Stage.CONVERTING, demo, images, "raw", () -> full(disks))) {
            id = held.id();
            Path stored = storage.last();
            assertThat(scratch.files()).anyMatch(file -> same(file, stored));
            Files.delete(stored);
        }

        demo.await(id, "completed");

        Disks.requireSame(disks.getLast(), demo.fetch(id), "qcow2");
    }

    @Test
    void result_isTakenAsItIs() throws Exception {
        Exports demo = Exports.of(servers, "demo");
        List<Path> disks = new ArrayList<>();
        String id;
        try (HeldExport held = HeldExport.in(Stage.COMPARING, demo, images, "raw", () -> full(disks))) {
            id = held.id();
            Path stored = storage.last();
            assertThat(scratch.files()).anyMatch(file -> file.endsWith("result") && same(file, stored));
        }

        demo.await(id, "completed");

        Disks.requireSame(disks.getLast(), demo.fetch(id), "qcow2");
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path full(List<Path> disks) {
        disks.add(Disks.full());
        return disks.getLast();
    }
}
