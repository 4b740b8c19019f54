/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vitrine.kit.flow.OnContext;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.ResumableUpload;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.UploadPart;
import io.vitrine.storage.domain.UploadPiece;
import io.vitrine.storage.out.objects.ObjectWriter;
import io.vitrine.storage.out.postgres.ResumableUploadRepository;
import io.vitrine.storage.out.postgres.UploadPieceRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Takes the bytes of one request in, as pieces that each are durable before they count. */
@ApplicationScoped
class TakePieces {

    private static final Logger LOG = Logger.getLogger(TakePieces.class);

    private final Transactions transactions;
    private final ResumableUploadRepository uploads;
    private final UploadPieceRepository pieces;
    private final BeginObject beginning;
    private final Blocking blocking;
    private final StorageConfig config;

    TakePieces(
            Transactions transactions,
            ResumableUploadRepository uploads,
            UploadPieceRepository pieces,
            BeginObject beginning,
            Blocking blocking,
            StorageConfig config) {
        this.transactions = transactions;
        this.uploads = uploads;
        this.pieces = pieces;
        this.beginning = beginning;
        this.blocking = blocking;
        this.config = config;
    }

    /**
     * The upload with what came. What came before a connection broke counts, unless a checksum was said, which only the
     * whole part can have.
     */
    Uni<ResumableUpload> take(ResumableUpload upload, UploadPart part, Body body) {
        return new Taking(upload, part).all(body);
    }

    /** One request. */
    private final class Taking {

        private final UploadPart part;
        private final MessageDigest checksum;
        private final Executor here = OnContext.current();
        private final PieceCutter cutter;
        private ResumableUpload upload;
        private volatile CompletableFuture<Void> chunk = CompletableFuture.completedFuture(null);

        Taking(ResumableUpload upload, UploadPart part) {
            this.upload = upload;
            this.part = part;
            this.checksum = part.checksum() == null ? null : part.checksum().begin();
            this.cutter = new PieceCutter(
                    this::begin, this::finish, config.resumable().pieceSize().asLongValue(), upload.room());
        }

        Uni<ResumableUpload> all(Body body) {
            return Uni.createFrom()
                    .completionStage(() -> body.drainTo(next -> chunk = cutter.take(next)))
                    .emitOn(here)
                    .onFailure(e -> e instanceof StorageError.BodyBroken && checksum == null)
                    .call(broken -> rest().onFailure().invoke(e -> LOG.warn("The last piece was lost", e)))
                    .chain(this::rest)
                    .chain(this::count)
                    .onTermination()
                    .call(this::abort);
        }

        /** Keeps the last piece, once its bytes were taken. */
        private Uni<Void> rest() {
            return Uni.createFrom()
                    .completionStage(() -> chunk.handle((taken, e) -> null).thenCompose(quiet -> cutter.end()))
                    .emitOn(here);
        }

        private Uni<ResumableUpload> count() {
            if (checksum != null) {
                part.checksum().require(checksum.digest());
            }
            return save().replaceWith(() -> upload);
        }

        private Uni<Void> save() {
            return transactions
                    .run(tx -> uploads.received(tx, upload, config.resumable().rest()))
                    .invoke(HoldUpload::require)
                    .replaceWithVoid();
        }

        private CompletableFuture<OpenPiece> begin(long before) {
            UploadPiece piece =
                    new UploadPiece(UUID.randomUUID(), upload.id(), upload.store(), part.offset() + before, null);
            return started(transactions
                    .run(tx -> pieces.begin(tx, piece))
                    .chain(() -> beginning.begin(piece.store(), piece.key()))
                    .map(writer -> new OpenPiece(piece, writer, intake(writer))));
        }

        private Intake intake(ObjectWriter writer) {
            List<Consumer<ByteBuffer>> observers = checksum == null ? List.of() : List.of(checksum::update);
            return new Intake(writer, observers, config.upload().blocks(), Infrastructure.getDefaultWorkerPool());
        }

        private CompletableFuture<Void> finish(OpenPiece open) {
            return started(Uni.createFrom()
                    .completionStage(open.intake()::finish)
                    .emitOn(here)
                    .call(() -> blocking.run(open.writer()::commit))
                    .call(size -> transactions.run(
                            tx -> pieces.written(tx, open.piece().key(), size)))
                    .invoke(size -> upload = upload.withReceived(open.piece().start() + size))
                    .chain(() -> checksum == null ? save() : Uni.createFrom().voidItem())
                    .onFailure()
                    .call(e -> abort(open)));
        }

        /** Ends what is at work still when this was cancelled or failed. */
        private Uni<Void> abort() {
            cutter.stop();
            return Uni.createFrom()
                    .completionStage(() -> chunk.handle((taken, e) -> cutter.abandon()))
                    .emitOn(here)
                    .chain(last -> last == null ? Uni.createFrom().voidItem() : abort(last));
        }

        /** What this leaves is found by its row. */
        private Uni<Void> abort(OpenPiece open) {
            return Uni.createFrom()
                    .completionStage(open.intake()::quiet)
                    .emitOn(here)
                    .chain(() -> blocking.run(open.writer()::abort))
                    .onFailure()
                    .recoverWithNull();
        }

        private <T> CompletableFuture<T> started(Uni<T> work) {
            CompletableFuture<T> result = new CompletableFuture<>();
            here.execute(() -> work.subscribe().with(result::complete, result::completeExceptionally));
            return result;
        }
    }
}
