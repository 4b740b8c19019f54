/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
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
     * Ends an upload of which it is not known whether it was completed: the catalog aborts it if not, and what it says is
     * done here.
     *
     * @return what it says
     */
    Uni<Outcome> resolve(Blob blob, String reason) {
        return catalog.abort(blob.key(), reason).call(outcome -> switch (outcome) {
            case aborted -> discard(blob);
            case completed -> keep(blob.key());
        });
    }

    /** The image is active: its blob is here to stay. */
    Uni<Void> keep(UUID key) {
        return transactions.run(tx -> blobs.stored(tx, key).flatMap(blob -> said(blob, b -> facts.copyStored(tx, b))));
    }

    private Uni<Void> discard(Blob blob) {
        return blocking.run(() -> stores.get(blob.store()).delete(blob.key()))
                .chain(() -> transactions.run(tx -> blobs.remove(tx, blob.key())
                        .map(removed -> removed.filter(b -> b.digests() != null))
                        .flatMap(removed -> said(removed, b -> facts.discarded(tx, b)))));
    }

    private static Uni<Void> said(Optional<Blob> blob, Function<Blob, Uni<Void>> fact) {
        return blob.map(fact).orElseGet(() -> Uni.createFrom().voidItem());
    }
}
