/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.UploadOutcome.Outcome;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.events.StorageFacts;
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
    private final RemoveBlob removing;
    private final StorageFacts facts;

    EndUpload(
            CatalogClient catalog,
            Transactions transactions,
            BlobRepository blobs,
            RemoveBlob removing,
            StorageFacts facts) {
        this.catalog = catalog;
        this.transactions = transactions;
        this.blobs = blobs;
        this.removing = removing;
        this.facts = facts;
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
        Copy copy = blob.copy();
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
                .flatMap(known -> known.staged().contains(blob.copy())
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
        return removing.remove(blob, facts::discarded);
    }

    private static Uni<Void> said(Optional<Blob> blob, Function<Blob, Uni<Void>> fact) {
        return blob.map(fact).orElseGet(() -> Uni.createFrom().voidItem());
    }
}
