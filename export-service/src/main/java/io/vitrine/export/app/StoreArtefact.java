/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
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
import java.nio.file.Files;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Has storage keep a result. It is recorded first, so that what a killed worker leaves is found. */
@ApplicationScoped
class StoreArtefact {

    private final Transactions transactions;
    private final ArtefactRepository artefacts;
    private final Transfers transfers;
    private final CatalogClient catalog;
    private final Workshop workshop;
    private final Clock clock = Clock.systemUTC();

    StoreArtefact(
            Transactions transactions,
            ArtefactRepository artefacts,
            Transfers transfers,
            CatalogClient catalog,
            Workshop workshop) {
        this.transactions = transactions;
        this.artefacts = artefacts;
        this.transfers = transfers;
        this.catalog = catalog;
        this.workshop = workshop;
    }

    /** An image as it is, from storage to storage. */
    Uni<Made> storeNative(ExportRun run, String serviceToken) {
        Source source = run.job().source();
        return wrapped(run, "disk." + source.diskFormat(), source.size(), null)
                .flatMap(wrap -> put(
                        run,
                        source.size(),
                        serviceToken,
                        () -> wrap.around(new VerifiedBytes(source, SourceBytes.open(run, transfers, serviceToken)))))
                .map(stored -> new Made(stored.id(), stored.digests(), null));
    }

    /** A disk that was made of an image; looked at once more on its way. */
    Uni<Made> store(ExportRun run, ConvertImage.Disk disk, String serviceToken) {
        String format = run.job().recipe().format().wireName();
        return Blocking.call(() -> disk.conversion().open())
                .flatMap(opening -> Uni.createFrom().completionStage(opening).emitOn(OnContext.current()))
                .flatMap(result -> Blocking.call(
                        () -> new Upload(Files.size(disk.workspace().result()), new InspectedBytes(run, result))))
                .flatMap(upload -> wrapped(run, "disk." + format, upload.size(), disk.virtualSize())
                        .flatMap(wrap -> put(run, upload.size(), serviceToken, () -> wrap.around(upload.bytes())))
                        .invoke(() -> upload.bytes().require(format, disk.virtualSize())))
                .map(stored -> new Made(stored.id(), stored.digests(), disk.virtualSize()));
    }

    private record Upload(long size, InspectedBytes bytes) {}

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

    private Uni<Stored> put(ExportRun run, long size, String serviceToken, Supplier<InputStream> body) {
        UUID id = UUID.randomUUID();
        run.begin(Stage.STORING, size);
        run.times().begin(Stage.STORING);
        return transactions
                .run(tx -> artefacts.begin(tx, id, run.job()))
                .chain(() -> Uni.createFrom().completionStage(() -> sent(run, id, size, serviceToken, body)))
                .emitOn(OnContext.current())
                .onFailure(CompletionException.class)
                .transform(Throwable::getCause)
                .onFailure(e -> !(e instanceof ExportError))
                .transform(e -> new ExportError.Unavailable("Storage could not keep the result just now.", e))
                .invoke(() -> run.times().end(Stage.STORING))
                .map(digests -> new Stored(id, digests));
    }

    private CompletableFuture<Artefact.Digests> sent(
            ExportRun run, UUID id, long size, String serviceToken, Supplier<InputStream> body) {
        boolean whole = run.job().recipe().bundle() == null;
        CompletableFuture<Artefact.Digests> sent = transfers.store(id, body, whole ? size : -1, serviceToken);
        run.atEnd(() -> sent.cancel(true));
        return sent;
    }
}
