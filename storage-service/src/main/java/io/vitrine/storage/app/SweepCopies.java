/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.Damage;
import io.vitrine.storage.out.events.StorageFacts;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Checks stored copies, the one checked longest ago first, so that damage is found before somebody needs the data. A
 * corrupt copy is reported once, not served from then on, repaired where another copy is whole, and checked again later
 * where none is, because an operator may have restored it.
 */
@ApplicationScoped
public class SweepCopies {

    private static final Logger LOG = Logger.getLogger(SweepCopies.class);

    private final Transactions transactions;
    private final BlobRepository blobs;
    private final CheckCopy checking;
    private final RepairCopy repairing;
    private final StorageFacts facts;
    private final StorageConfig.Sweep config;
    private final long rate;
    private volatile boolean corruptFirst;

    SweepCopies(
            Transactions transactions,
            BlobRepository blobs,
            CheckCopy checking,
            RepairCopy repairing,
            StorageFacts facts,
            StorageConfig config) {
        this.transactions = transactions;
        this.blobs = blobs;
        this.checking = checking;
        this.repairing = repairing;
        this.facts = facts;
        this.config = config.sweep();
        this.rate = this.config.rate().asLongValue();
    }

    /** One round: checks one copy, if there is one to check. What fails is logged and left to a later one. */
    public Uni<Void> round() {
        if (rate == 0) {
            return Uni.createFrom().voidItem();
        }
        // Many corrupt copies must not keep the others from being checked.
        corruptFirst = !corruptFirst;
        return (corruptFirst ? corruptOrNext() : next())
                .onFailure()
                .invoke(e -> LOG.warn("The check of stored copies failed, trying again", e))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> corruptOrNext() {
        return transactions
                .run(tx -> blobs.claimCorrupt(tx, config.retry(), rate))
                .flatMap(corrupt -> corrupt.map(this::checkAgain).orElseGet(this::next));
    }

    private Uni<Void> next() {
        return transactions
                .run(tx -> blobs.claimUnchecked(tx, config.age(), config.retry(), rate))
                .flatMap(claimed -> claimed.map(this::check)
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> check(Blob blob) {
        return damage(blob)
                .flatMap(damage -> damage.map(found -> report(blob, found))
                        .orElseGet(() -> transactions.run(tx -> blobs.checked(tx, blob.key()))));
    }

    private Uni<Void> report(Blob blob, Damage damage) {
        return transactions
                .run(tx -> blobs.corrupt(tx, blob.key())
                        .call(corrupt -> corrupt.map(b -> facts.corrupted(tx, b, damage))
                                .orElseGet(() -> Uni.createFrom().voidItem())))
                .flatMap(corrupt -> corrupt.map(b -> {
                            LOG.errorf(
                                    "A stored copy is corrupt and served no more: it is %s"
                                            + " imageId=%s store=%s blob=%s expected=%s found=%s",
                                    damage.reason(),
                                    b.imageId(),
                                    b.store(),
                                    b.key(),
                                    b.digests().hash(),
                                    damage.found());
                            return repairing.repair(b);
                        })
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> checkAgain(Blob blob) {
        return damage(blob)
                .flatMap(damage -> damage.map(still -> repairing.repair(blob)).orElseGet(() -> restored(blob)));
    }

    private Uni<Void> restored(Blob blob) {
        LOG.infof(
                "A corrupt copy was restored and is served again imageId=%s store=%s blob=%s",
                blob.imageId(), blob.store(), blob.key());
        return transactions.run(tx -> blobs.restored(tx, blob.key())
                .flatMap(restored -> restored.map(b -> facts.copyStored(tx, b))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Optional<Damage>> damage(Blob blob) {
        return checking.check(blob)
                .onFailure()
                .invoke(e -> LOG.warnf(
                        "A stored copy cannot be read, checking it again later imageId=%s store=%s blob=%s: %s",
                        blob.imageId(), blob.store(), blob.key(), e.getMessage()));
    }
}
