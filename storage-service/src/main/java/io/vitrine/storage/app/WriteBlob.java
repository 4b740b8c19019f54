/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.TakenIn;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Brings a body into a store with its row around it, so that whatever becomes of it is found. */
@ApplicationScoped
class WriteBlob {

    private final Transactions transactions;
    private final BlobRepository blobs;
    private final Stores stores;
    private final StoreBody storing;

    WriteBlob(Transactions transactions, BlobRepository blobs, Stores stores, StoreBody storing) {
        this.transactions = transactions;
        this.blobs = blobs;
        this.stores = stores;
        this.storing = storing;
    }

    /**
     * Writes the blob, whose bytes are durable and whose digests are noted when this is done.
     *
     * @param time until the blob counts as given up, unless it is kept for longer
     */
    Uni<TakenIn> write(Blob blob, Duration time, Body body, Terms terms) {
        return transactions
                .run(tx -> blobs.begin(tx, blob, time))
                .chain(() -> storing.store(stores.get(blob.store()), blob.key(), body, terms))
                .call(taken -> transactions.run(tx -> blobs.written(tx, blob.key(), taken.digests())));
    }
}
