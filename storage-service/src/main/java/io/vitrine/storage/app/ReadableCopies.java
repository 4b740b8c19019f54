/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** Which of an image's copies may be read: never one that is known to be corrupt, to whichever replica. */
@ApplicationScoped
class ReadableCopies {

    private final Transactions transactions;
    private final BlobRepository blobs;
    private final Stores stores;

    ReadableCopies(Transactions transactions, BlobRepository blobs, Stores stores) {
        this.transactions = transactions;
        this.blobs = blobs;
        this.stores = stores;
    }

    /** Those of the copies, the one to try first at the head. */
    Uni<List<Copy>> of(List<Copy> copies) {
        return transactions
                .read(tx -> blobs.corruptOf(tx, copies.stream().map(Copy::blob).toList()))
                .map(corrupt -> copies.stream()
                        .filter(copy -> !corrupt.contains(copy.blob()))
                        .sorted(Comparator.comparing(Copy::store, stores.byPreference()))
                        .toList());
    }
}
