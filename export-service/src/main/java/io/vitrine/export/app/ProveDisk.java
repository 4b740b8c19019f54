/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.app.ConvertImage.Disk;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.Source;
import io.vitrine.export.domain.Stage;
import io.vitrine.export.out.qemu.Conversion;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Begins to show that a result is what the image is, beside the work on it: nobody waits for that before the end. */
@ApplicationScoped
class ProveDisk {

    private static final int BLOCK = 256 * 1024;

    private final ExportConfig.Conversion config;

    ProveDisk(ExportConfig config) {
        this.config = config.conversion();
    }

    /** That what was fetched, of which the result is made, has the digest that the image is known by. */
    Proof source(ExportRun run, Disk disk) {
        Source source = run.job().source();
        AtomicLong seen = new AtomicLong();
        CompletableFuture<Void> verified = CompletableFuture.runAsync(
                () -> verify(run, source, disk, seen), Infrastructure.getDefaultWorkerPool());
        return new Proof(
                run, Stage.VERIFYING, source.size(), () -> (double) seen.get() / Math.max(1, source.size()), verified);
    }

    private static void verify(ExportRun run, Source source, Disk disk, AtomicLong seen) {
        byte[] block = new byte[BLOCK];
        try (InputStream image =
                new VerifiedBytes(source, Files.newInputStream(disk.workspace().source()))) {
            for (int read = image.read(block, 0, BLOCK); read >= 0; read = image.read(block, 0, BLOCK)) {
                seen.addAndGet(read);
                run.requireHeld();
            }
        } catch (IOException e) {
            throw new ExportError.Unavailable("The scratch disk does not give the image back.", e);
        }
    }

    /** That the result is sound in itself and, up to a size, that it has the image's disk in it. */
    Uni<List<Proof>> result(ExportRun run, Disk disk) {
        return Blocking.call(() -> {
            List<Proof> all = new ArrayList<>();
            all.add(proof(run, Stage.CHECKING, disk, disk.conversion().check()));
            if (config.compare() && disk.virtualSize() <= config.compareUpTo().asLongValue()) {
                all.add(proof(run, Stage.COMPARING, disk, disk.conversion().compare()));
            }
            return all;
        });
    }

    private static Proof proof(ExportRun run, Stage stage, Disk disk, Conversion.Step step) {
        return new Proof(run, stage, disk.virtualSize(), step::progress, step.done());
    }
}
