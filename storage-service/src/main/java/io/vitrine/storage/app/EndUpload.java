/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.UploadOutcome.Outcome;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.events.StorageFacts;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Brings an upload to its end, the one way or the other. May be repeated, and done by several replicas at once. */
@ApplicationScoped
class EndUpload {

    private final CatalogClient catalog;
    private final Transactions transactions;
    private final BlobRepository blobs;
    private final Stores stores;
    private final StorageFacts facts;
    private final Blocking blocking;

    EndUpload(
            CatalogClient catalog,
            Transactions transactions,
            BlobRepository blobs,
            Stores stores,
            StorageFacts facts,
            Blocking blocking) {
        this.catalog = catalog;
        this.transactions = transactions;
        this.blobs = blobs;
        this.stores = stores;
        this.facts = facts;
        this.blocking = blocking;
    }

    /**
     * Ends an upload or staging of which it is not known whether it was completed: the catalog aborts it if not, and what
     * it says is done here.
     *
     * @return what it says
     */
    Uni<Outcome> resolve(Blob blob, String reason) {
        return catalog.abort(blob.lease(), reason).call(outcome -> switch (outcome) {
            case aborted -> discard(blob);
            case completed -> settle(blob);
        });
    }

    /** Does with a whole blob what the catalog says of it: it is a copy of the image's data, staged, or nothing. */
    Uni<Void> settle(Blob blob) {
        Copy copy = new Copy(blob.store(), blob.key());
        return catalog.copies(blob.imageId()).flatMap(known -> {
            if (known.copies().contains(copy)) {
                return keep(blob.key());
            }
            return known.staged().contains(copy) ? stage(blob.key()) : discard(blob);
        });
    }

    /** Has staged data purged, unless the catalog says that it still waits for its import. */
    Uni<Void> release(Blob blob) {
        return catalog.copies(blob.imageId())
                .flatMap(known -> known.staged().contains(new Copy(blob.store(), blob.key()))
                        ? Uni.createFrom().voidItem()
                        : transactions.run(tx -> blobs.purge(tx, blob.key(), "staging_ended", null)));
    }

    /** The image is active: its blob is here to stay. */
    Uni<Void> keep(UUID key) {
        return transactions.run(tx -> blobs.stored(tx, key).flatMap(blob -> said(blob, b -> facts.copyStored(tx, b))));
    }

    /** The data waits for its import. */
    Uni<Void> stage(UUID key) {
        return transactions.run(tx ->
                blobs.staged(tx, key).flatMap(blob -> said(blob, b -> facts.stagedDataReceived(tx, b))));
    }

    /** The blob is no copy of anything: its bytes go, and then its row. */
    Uni<Void> discard(Blob blob) {
        return blocking.run(() -> stores.get(blob.store()).delete(blob.key()))
                .chain(() -> transactions.run(tx -> blobs.remove(tx, blob.key())
                        .map(removed -> removed.filter(b -> b.digests() != null))
                        .flatMap(removed -> said(removed, b -> facts.discarded(tx, b)))));
    }

    private static Uni<Void> said(Optional<Blob> blob, Function<Blob, Uni<Void>> fact) {
        return blob.map(fact).orElseGet(() -> Uni.createFrom().voidItem());
    }
}
