/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.app.MakeArtefact.Made;
import io.vitrine.export.domain.Artefact;
import io.vitrine.export.domain.Bundle;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.Source;
import io.vitrine.export.domain.Stage;
import io.vitrine.export.out.bundle.Bundles;
import io.vitrine.export.out.bundle.Contents;
import io.vitrine.export.out.catalog.CatalogClient;
import io.vitrine.export.out.postgres.ArtefactRepository;
import io.vitrine.export.out.qemu.Workshop;
import io.vitrine.export.out.storage.Transfers;
import io.vitrine.kit.flow.OnContext;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Has storage keep a result. It is recorded first, so that what a killed worker leaves is found. */
@ApplicationScoped
class StoreArtefact {

    /** Bytes a second that storage reads, verifies and makes durable on any machine. */
    private static final long SLOWEST = 100_000_000;

    private final Transactions transactions;
    private final ArtefactRepository artefacts;
    private final Transfers transfers;
    private final CatalogClient catalog;
    private final Workshop workshop;
    private final Duration idle;
    private final Clock clock = Clock.systemUTC();

    StoreArtefact(
            Transactions transactions,
            ArtefactRepository artefacts,
            Transfers transfers,
            CatalogClient catalog,
            Workshop workshop,
            ExportConfig config) {
        this.transactions = transactions;
        this.artefacts = artefacts;
        this.transfers = transfers;
        this.catalog = catalog;
        this.workshop = workshop;
        this.idle = config.jobs().idleTimeout();
    }

    /** An image as it is, from storage to storage. */
    Uni<Made> storeNative(ExportRun run, String serviceToken) {
        Source source = run.job().source();
        return wrapped(run, "disk." + source.diskFormat(), source.size(), null)
                .flatMap(wrap -> put(
                        run,
                        source.size(),
                        serviceToken,
                        result(
                                run,
                                source.size(),
                                () -> wrap.around(
                                        new VerifiedBytes(source, SourceBytes.open(run, transfers, serviceToken))))))
                .map(stored -> new Made(stored.id(), stored.digests(), null));
    }

    /** A disk that was made of an image, if it is harmless. */
    Uni<Made> store(ExportRun run, ConvertImage.Disk disk, String serviceToken) {
        String format = run.job().recipe().format().wireName();
        return Blocking.call(() -> MadeDisk.of(disk, format))
                .flatMap(made -> wrapped(run, "disk." + format, made.size(), disk.virtualSize())
                        .flatMap(wrap -> put(run, made.size(), serviceToken, result(run, made, wrap))))
                .map(stored -> new Made(stored.id(), stored.digests(), disk.virtualSize()));
    }

    /** Nothing is heard of a file that is handed over before it was read to its end, so it must not be too large for that. */
    private Transfers.Result result(ExportRun run, MadeDisk made, Wrap wrap) {
        boolean handedOver = workshop.links()
                && isWhole(run)
                && run.job().attempt() == 1
                && made.size() / SLOWEST < idle.toSeconds();
        Transfers.Result sent = result(run, made.size(), () -> wrap.around(made.open(run)));
        return handedOver ? sent.in(made.file()) : sent;
    }

    private static Transfers.Result result(ExportRun run, long size, Supplier<InputStream> bytes) {
        return new Transfers.Result(bytes, isWhole(run) ? size : -1, null);
    }

    private static boolean isWhole(ExportRun run) {
        return run.job().recipe().bundle() == null;
    }

    /** What goes around the disk, where a bundle is wanted. */
    @FunctionalInterface
    private interface Wrap {
        InputStream around(InputStream disk);
    }

    private Uni<Wrap> wrapped(ExportRun run, String name, long size, Long virtualSize) {
        ExportJob job = run.job();
        Bundle bundle = job.recipe().bundle();
        if (bundle == null) {
            return Uni.createFrom().item(disk -> disk);
        }
        return catalog.describe(job.source().imageId())
                .map(found -> found.orElseThrow(() -> new ExportError.Impossible("The image is gone.")))
                .map(image -> {
                    Contents contents =
                            new Contents(job, image, name, size, virtualSize, workshop.tool(), clock.instant());
                    return disk -> Bundles.of(bundle, contents, disk);
                });
    }

    private record Stored(UUID id, Artefact.Digests digests) {}

    private Uni<Stored> put(ExportRun run, long size, String serviceToken, Transfers.Result result) {
        UUID id = UUID.randomUUID();
        run.begin(Stage.STORING, size);
        run.times().begin(Stage.STORING);
        return transactions
                .run(tx -> artefacts.begin(tx, id, run.job()))
                .chain(() -> Uni.createFrom().completionStage(() -> sent(run, id, result, serviceToken)))
                .emitOn(OnContext.current())
                .onFailure(CompletionException.class)
                .transform(Throwable::getCause)
                .onFailure(e -> !(e instanceof ExportError))
                .transform(e -> new ExportError.Unavailable("Storage could not keep the result just now.", e))
                .invoke(() -> run.times().end(Stage.STORING))
                .map(digests -> new Stored(id, digests));
    }

    private CompletableFuture<Artefact.Digests> sent(
            ExportRun run, UUID id, Transfers.Result result, String serviceToken) {
        CompletableFuture<Artefact.Digests> sent = transfers.store(id, result, serviceToken);
        run.atEnd(() -> sent.cancel(true));
        return sent;
    }
}
