/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.qemu;

import io.vitrine.diskformat.Inspection;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.Recipe;
import io.vitrine.qemu.Extent;
import io.vitrine.qemu.KnownHoles;
import io.vitrine.qemu.QemuFailure;
import io.vitrine.qemu.QemuFormat;
import io.vitrine.qemu.QemuImg;
import io.vitrine.qemu.Run;
import io.vitrine.qemu.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What qemu-img makes of the image in a workspace, step by step. Failures are {@link ExportError}s. */
public final class Conversion {

    private final Workspace workspace;
    private final QemuFormat from;
    private final Target target;

    /** {@code diskFormat} is the image's, as its record says. */
    public Conversion(Workspace workspace, String diskFormat, Recipe recipe) {
        this.workspace = workspace;
        // A disk with a partition table is a raw one.
        this.from = QemuFormat.of(diskFormat.equals("gpt") ? "raw" : diskFormat).orElseThrow();
        this.target = target(recipe);
    }

    private static Target target(Recipe recipe) {
        return switch (recipe.format()) {
            case RAW -> Target.RAW;
            case QCOW2 ->
                switch (recipe.options().get("compression")) {
                    case "zlib" -> Target.QCOW2_ZLIB;
                    case "zstd" -> Target.QCOW2_ZSTD;
                    default -> Target.QCOW2;
                };
            case VMDK ->
                recipe.options().get("subformat").equals("streamOptimized") ? Target.VMDK_STREAM : Target.VMDK_SPARSE;
            case VHD -> recipe.options().get("subformat").equals("fixed") ? Target.VHD_FIXED : Target.VHD_DYNAMIC;
            case VHDX -> Target.VHDX;
            case VDI -> Target.VDI;
            case NATIVE -> throw new IllegalArgumentException("What stays as it is needs no conversion.");
        };
    }

    /** Makes the result of an image that was found to be this. */
    public Step convert(Inspection inspection) throws IOException {
        return step((qemu, limits) ->
                qemu.convert(workspace.source(), inspection, from, workspace.result(), target, limits));
    }

    /** Finds out how many bytes the result of an image that was found to be this takes on the scratch disk. */
    public CompletableFuture<Long> measure(Inspection inspection) throws IOException {
        Step step = step((qemu, limits) -> qemu.measure(workspace.source(), inspection, from, target, limits));
        return step.done().thenApply(done -> QemuImg.measured(step.run()));
    }

    /** Checks what the result says of itself, where its format has anything to check. */
    public Step check() throws IOException {
        return step((qemu, limits) -> qemu.check(workspace.result(), target.format(), limits));
    }

    /** Compares the disks of the image and the result. */
    public Step compare() throws IOException {
        return step(
                (qemu, limits) -> qemu.compare(workspace.source(), from, workspace.result(), target.format(), limits));
    }

    /** The result's bytes, from its beginning. Those of a raw disk are holes for the most part, which are not read. */
    public CompletableFuture<InputStream> open() throws IOException {
        if (target != Target.RAW) {
            return CompletableFuture.completedFuture(Files.newInputStream(workspace.result()));
        }
        Extent.Found data = new Extent.Found();
        return step((qemu, limits) -> qemu.map(workspace.result(), data, limits))
                .done()
                .thenApply(found -> open(workspace.result(), data));
    }

    private static InputStream open(Path file, Extent.Found data) {
        try {
            return KnownHoles.open(file, data.all());
        } catch (IOException e) {
            throw new ExportError.Unavailable("The scratch disk does not give the result back.", e);
        }
    }

    private Step step(Workspace.Task task) throws IOException {
        try {
            return new Step(workspace.run(task));
        } catch (QemuFailure e) {
            throw told(e);
        }
    }

    private static ExportError told(QemuFailure failure) {
        return switch (failure.kind()) {
            case IMAGE, LIMIT, TOO_LARGE -> new ExportError.Impossible(failure.getMessage());
            case DISK_FULL, STOPPED -> new ExportError.Unavailable(failure.getMessage(), failure);
        };
    }

    /** A step that was begun. */
    public record Step(Run run) {

        /** How much of it is done, from 0 to 1. */
        public double progress() {
            return run.progress();
        }

        /** Done when it is. */
        public CompletableFuture<Void> done() {
            return run.done().exceptionally(failure -> {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                throw cause instanceof QemuFailure known
                        ? told(known)
                        : new ExportError.Unavailable("The image could not be converted just now.", cause);
            });
        }
    }
}
