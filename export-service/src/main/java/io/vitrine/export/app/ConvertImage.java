/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.diskformat.Inspection;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.Recipe;
import io.vitrine.export.domain.Source;
import io.vitrine.export.domain.Stage;
import io.vitrine.export.out.qemu.Conversion;
import io.vitrine.export.out.qemu.Workshop;
import io.vitrine.export.out.qemu.Workspace;
import io.vitrine.export.out.storage.Transfers;
import io.vitrine.kit.flow.OnContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Brings an image here, converts it, and checks what came out. */
@ApplicationScoped
class ConvertImage {

    private final Workshop workshop;
    private final Transfers transfers;
    private final ExportConfig.Conversion config;

    ConvertImage(Workshop workshop, Transfers transfers, ExportConfig config) {
        this.workshop = workshop;
        this.transfers = transfers;
        this.config = config.conversion();
    }

    /** A disk that was made of an image; its file is there until the run ends. */
    record Disk(Workspace workspace, Conversion conversion, long virtualSize) {}

    /** The disk in its new format, sound in itself. */
    Uni<Disk> convert(ExportRun run, String serviceToken) {
        Source source = run.job().source();
        Recipe recipe = run.job().recipe();
        return Blocking.call(() -> open(run, source))
                .flatMap(workspace -> Blocking.call(() -> fetch(run, workspace, serviceToken))
                        .flatMap(inspection -> {
                            Disk disk = new Disk(
                                    workspace,
                                    new Conversion(workspace, source.diskFormat(), recipe),
                                    virtualSize(inspection));
                            return converted(run, disk, inspection).replaceWith(disk);
                        }));
    }

    private Workspace open(ExportRun run, Source source) throws IOException {
        Workspace workspace = workshop.open(source.size());
        run.atEnd(workspace::close);
        return workspace;
    }

    private Inspection fetch(ExportRun run, Workspace workspace, String serviceToken) {
        run.begin(Stage.FETCHING, run.job().source().size());
        try (SourceBytes image = SourceBytes.open(run, transfers, serviceToken)) {
            return workspace.bring(image);
        }
    }

    private static long virtualSize(Inspection inspection) {
        return inspection.virtualSize() == null ? inspection.bytes() : inspection.virtualSize();
    }

    private Uni<Void> converted(ExportRun run, Disk disk, Inspection inspection) {
        Conversion conversion = disk.conversion();
        long size = disk.virtualSize();
        return step(() -> {
                    disk.workspace().makeRoom(Math.min(size, config.largest().asLongValue()));
                    return run(run, Stage.CONVERTING, size, conversion.convert(inspection));
                })
                .chain(() -> step(() -> run(run, Stage.CHECKING, size, conversion.check())));
    }

    /** Begins to hold the disk against its source; empty where that is not done. */
    Uni<Optional<Conversion.Step>> comparison(Disk disk) {
        return compares(disk.virtualSize())
                ? Blocking.call(() -> Optional.of(disk.conversion().compare()))
                : Uni.createFrom().item(Optional.empty());
    }

    /** Done when that has shown no difference; fails where there is one. */
    Uni<Void> compared(ExportRun run, Disk disk, Optional<Conversion.Step> comparison) {
        return comparison
                .map(step -> step(() -> run(run, Stage.COMPARING, disk.virtualSize(), step)))
                .orElse(Uni.createFrom().voidItem());
    }

    private boolean compares(long size) {
        return config.compare() && size <= config.compareUpTo().asLongValue();
    }

    private static CompletableFuture<Void> run(ExportRun run, Stage stage, long size, Conversion.Step step) {
        run.begin(stage, size, step::progress);
        return step.done();
    }

    private static Uni<Void> step(Callable<CompletableFuture<Void>> begin) {
        return Uni.createFrom()
                .deferred(() -> Blocking.call(begin)
                        .flatMap(done -> Uni.createFrom().completionStage(done).emitOn(OnContext.current())));
    }
}
