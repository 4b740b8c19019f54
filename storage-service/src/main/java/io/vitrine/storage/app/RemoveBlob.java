/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;

/** Removes a blob: first the bytes, then the row together with the fact, so that a crash between leaves the row to try again. */
@ApplicationScoped
class RemoveBlob {

    private final Stores stores;
    private final Blocking blocking;
    private final Transactions transactions;
    private final BlobRepository blobs;

    RemoveBlob(Stores stores, Blocking blocking, Transactions transactions, BlobRepository blobs) {
        this.stores = stores;
        this.blocking = blocking;
        this.transactions = transactions;
        this.blobs = blobs;
    }

    /** Removes it. {@code fact} says so, of a blob that was whole and whose row is removed by this call. */
    Uni<Void> remove(Blob blob, BiFunction<Tx, Blob, Uni<Void>> fact) {
        return blocking.run(() -> stores.get(blob.store()).delete(blob.key()))
                .chain(() -> transactions.run(tx -> blobs.remove(tx, blob.key())
                        .flatMap(removed -> removed.filter(b -> b.digests() != null)
                                .map(b -> fact.apply(tx, b))
                                .orElseGet(() -> Uni.createFrom().voidItem()))));
    }
}
