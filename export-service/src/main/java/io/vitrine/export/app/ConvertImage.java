/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.diskformat.Inspection;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.Source;
import io.vitrine.export.domain.Stage;
import io.vitrine.export.out.qemu.Conversion;
import io.vitrine.export.out.qemu.Workshop;
import io.vitrine.export.out.qemu.Workspace;
import io.vitrine.kit.flow.OnContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;

/** Brings an image here and converts it. */
@ApplicationScoped
class ConvertImage {

    private final Workshop workshop;
    private final BringImage bringing;
    private final ExportConfig.Conversion config;

    ConvertImage(Workshop workshop, BringImage bringing, ExportConfig config) {
        this.workshop = workshop;
        this.bringing = bringing;
        this.config = config.conversion();
    }

    /** An image that was brought here and found to be this, to be converted; its files are there until the run ends. */
    record Disk(Workspace workspace, Conversion conversion, Inspection inspection) {

        long virtualSize() {
            return inspection.virtualSize() == null ? inspection.bytes() : inspection.virtualSize();
        }
    }

    /** Brings the image here. Nothing is made of it yet, and its digest was not looked at. */
    Uni<Disk> fetch(ExportRun run, String serviceToken) {
        return Blocking.call(() -> {
            Source source = run.job().source();
            run.times().begin(Stage.FETCHING);
            Workspace workspace = workshop.open();
            run.atEnd(workspace::close);
            run.begin(Stage.FETCHING, source.size());
            Inspection inspection = bringing.bring(run, workspace, serviceToken);
            run.times().end(Stage.FETCHING);
            return new Disk(
                    workspace,
                    new Conversion(workspace, source.diskFormat(), run.job().recipe()),
                    inspection);
        });
    }

    /** Makes the result of it; nothing was checked of that yet. */
    Uni<Void> convert(ExportRun run, Disk disk) {
        long size = disk.virtualSize();
        return room(disk)
                .chain(() -> Blocking.call(() -> {
                    run.times().begin(Stage.CONVERTING);
                    Conversion.Step step = disk.conversion().convert(disk.inspection());
                    run.begin(Stage.CONVERTING, size, step::progress);
                    return step.done();
                }))
                .flatMap(ConvertImage::completed)
                .invoke(() -> run.times().end(Stage.CONVERTING));
    }

    /** Room for all that the disk may have, which is known already; where there is not that much, for what it has. */
    private Uni<Void> room(Disk disk) {
        return room(disk, Math.min(disk.virtualSize(), config.largest().asLongValue()))
                .onFailure(ExportError.class)
                .recoverWithUni(() -> Blocking.call(() -> disk.conversion().measure(disk.inspection()))
                        .flatMap(ConvertImage::completed)
                        .flatMap(bytes -> room(disk, bytes)));
    }

    private static Uni<Void> room(Disk disk, long bytes) {
        return Blocking.call(() -> {
            disk.workspace().makeRoom(bytes);
            return null;
        });
    }

    private static <T> Uni<T> completed(CompletableFuture<T> work) {
        return Uni.createFrom().completionStage(work).emitOn(OnContext.current());
    }
}
