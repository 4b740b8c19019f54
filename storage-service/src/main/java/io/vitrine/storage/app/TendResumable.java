/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.kit.flow.AtOnce;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.ResumableUpload;
import io.vitrine.storage.domain.ResumableUpload.Failure;
import io.vitrine.storage.out.postgres.ResumableUploadRepository;
import io.vitrine.storage.out.postgres.UploadPieceRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Does what resumable uploads need while nobody asks: gives up, completes, and clears away. Replicas share the work. */
@ApplicationScoped
public class TendResumable {

    private static final Logger LOG = Logger.getLogger(TendResumable.class);
    private static final int BATCH = 50;
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final ResumableUploadRepository uploads;
    private final UploadPieceRepository pieces;
    private final AssemblePieces removing;
    private final CompleteResumable completing;
    private final HoldUpload holding;
    private final AtOnce working;

    TendResumable(
            Transactions transactions,
            ResumableUploadRepository uploads,
            UploadPieceRepository pieces,
            AssemblePieces removing,
            CompleteResumable completing,
            HoldUpload holding) {
        this.transactions = transactions;
        this.uploads = uploads;
        this.pieces = pieces;
        this.removing = removing;
        this.completing = completing;
        this.holding = holding;
        this.working = new AtOnce(holding.atOnce());
    }

    /** One round. What fails is logged and left to a later one. */
    public Uni<Void> round() {
        return expire().chain(this::complete)
                .chain(this::clear)
                .chain(() -> transactions.run(uploads::forget))
                .onFailure()
                .invoke(e -> LOG.warn("The round over resumable uploads failed, trying again", e))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> expire() {
        Failure rested = Failure.gone("The upload rested for longer than " + holding.rest() + ".");
        return transactions
                .run(tx -> uploads.holdExpired(tx, BATCH, holding.claim()))
                .flatMap(expired ->
                        each(expired, upload -> holding.end(upload, rested).replaceWithVoid()));
    }

    private Uni<Void> complete() {
        int room = working.room();
        return room == 0
                ? Uni.createFrom().voidItem()
                : transactions
                        .run(tx -> uploads.holdWhole(tx, room, holding.claim()))
                        .invoke(this::begin)
                        .replaceWithVoid();
    }

    private void begin(List<ResumableUpload> whole) {
        whole.forEach(upload -> working.begin(
                () -> completing.attempt(upload),
                e -> LOG.infof("An upload could not be completed upload=%s: %s", upload.id(), e)));
    }

    private Uni<Void> clear() {
        return transactions
                .run(tx -> pieces.claimEnded(tx, BATCH, RETRY))
                .flatMap(ended -> each(ended, removing::remove));
    }

    private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(one -> work.apply(one)
                        .onFailure()
                        .invoke(e -> LOG.warnf(e, "Trying again later: %s", one))
                        .onFailure()
                        .recoverWithNull())
                .onItem()
                .ignoreAsUni();
    }
}
