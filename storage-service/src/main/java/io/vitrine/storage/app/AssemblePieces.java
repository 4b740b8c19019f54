/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.ResumableUpload;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import io.vitrine.storage.domain.UploadPiece;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.UploadPieceRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The pieces of an upload: one body when all are here, and removed when they are of no use. */
@ApplicationScoped
class AssemblePieces {

    private final Transactions transactions;
    private final UploadPieceRepository pieces;
    private final Stores stores;
    private final Blocking blocking;

    AssemblePieces(Transactions transactions, UploadPieceRepository pieces, Stores stores, Blocking blocking) {
        this.transactions = transactions;
        this.pieces = pieces;
        this.stores = stores;
        this.blocking = blocking;
    }

    /** All that is here of an upload, as if it had come at once. */
    Uni<Body> body(ResumableUpload upload) {
        return transactions.read(tx -> pieces.counted(tx, upload.id())).map(counted -> sink -> drain(counted, sink));
    }

    private CompletableFuture<Void> drain(
            List<UploadPiece> counted, Function<ByteBuffer, CompletableFuture<Void>> sink) {
        return CompletableFuture.runAsync(
                () -> counted.forEach(piece -> new StoredBody(find(piece)).read(sink)),
                Infrastructure.getDefaultWorkerPool());
    }

    private StoredObject find(UploadPiece piece) {
        try {
            return stores.get(piece.store())
                    .find(piece.key())
                    .filter(object -> object.size() == piece.size())
                    .orElseThrow(() -> new StorageError.Unavailable("A piece of the upload is missing.", null));
        } catch (IOException e) {
            throw new StorageError.Unavailable("A piece of the upload cannot be read just now.", e);
        }
    }

    /** Removes what an earlier request left and does not count, so that its bytes can come again. */
    Uni<Void> removeStray(ResumableUpload upload) {
        return transactions
                .read(tx -> pieces.stray(tx, upload.id()))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(this::remove)
                .onItem()
                .ignoreAsUni();
    }

    /** Removes a piece: first the bytes, then the row, so that a crash between leaves the row to try again. */
    Uni<Void> remove(UploadPiece piece) {
        return blocking.run(() -> stores.get(piece.store()).delete(piece.key()))
                .chain(() -> transactions.run(tx -> pieces.remove(tx, piece.key())));
    }
}
