/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.app.MakeArtefact.Made;
import io.vitrine.export.domain.Artefact;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.Stage;
import io.vitrine.export.out.postgres.ArtefactRepository;
import io.vitrine.export.out.storage.Transfers;
import io.vitrine.kit.flow.OnContext;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    StoreArtefact(Transactions transactions, ArtefactRepository artefacts, Transfers transfers) {
        this.transactions = transactions;
        this.artefacts = artefacts;
        this.transfers = transfers;
    }

    /** An image as it is, from storage to storage. */
    Uni<Made> storeNative(ExportRun run, String serviceToken) {
        long size = run.job().source().size();
        return put(run, size, serviceToken, () -> opened(() -> SourceBytes.open(run, transfers, serviceToken)))
                .map(stored -> new Made(stored.id(), stored.digests(), null));
    }

    /** A disk that was made of an image; looked at once more on its way. */
    Uni<Made> store(ExportRun run, ConvertImage.Disk disk, String serviceToken) {
        return Blocking.call(() -> {
                    Path result = disk.workspace().result();
                    return new Upload(Files.size(result), new InspectedBytes(run, Files.newInputStream(result)));
                })
                .flatMap(upload -> put(run, upload.size(), serviceToken, upload::bytes)
                        .invoke(() -> upload.bytes()
                                .require(run.job().recipe().format().wireName(), disk.virtualSize())))
                .map(stored -> new Made(stored.id(), stored.digests(), disk.virtualSize()));
    }

    private record Upload(long size, InspectedBytes bytes) {}

    private record Stored(UUID id, Artefact.Digests digests) {}

    private Uni<Stored> put(ExportRun run, long size, String serviceToken, Supplier<InputStream> body) {
        UUID id = UUID.randomUUID();
        run.begin(Stage.STORING, size);
        return transactions
                .run(tx -> artefacts.begin(tx, id, run.job()))
                .chain(() -> Uni.createFrom().completionStage(() -> sent(run, id, size, serviceToken, body)))
                .emitOn(OnContext.current())
                .onFailure(CompletionException.class)
                .transform(Throwable::getCause)
                .onFailure(e -> !(e instanceof ExportError))
                .transform(e -> new ExportError.Unavailable("Storage could not keep the result just now.", e))
                .map(digests -> new Stored(id, digests));
    }

    private CompletableFuture<Artefact.Digests> sent(
            ExportRun run, UUID id, long size, String serviceToken, Supplier<InputStream> body) {
        CompletableFuture<Artefact.Digests> sent = transfers.store(id, body, size, serviceToken);
        run.atEnd(() -> sent.cancel(true));
        return sent;
    }

    private static InputStream opened(Opening opening) {
        try {
            return opening.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that can be opened. */
    @FunctionalInterface
    private interface Opening {
        InputStream open() throws IOException;
    }
}
