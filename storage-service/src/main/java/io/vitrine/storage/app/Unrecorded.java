/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.Discrepancy;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Tells what in a store this service has no record of: no copy of data, no piece of a resumable
 * upload, no artefact. */
@ApplicationScoped
class Unrecorded {

    private final Transactions transactions;
    private final BlobRepository blobs;

    Unrecorded(Transactions transactions, BlobRepository blobs) {
        this.transactions = transactions;
        this.blobs = blobs;
    }

    /** Those of the keys that no record has, in their order. */
    Uni<List<UUID>> among(List<UUID> keys) {
        return transactions
                .read(tx -> blobs.known(tx, keys))
                .map(known -> keys.stream().filter(key -> !known.contains(key)).toList());
    }

    /** What is found out about those of the copies that no record has, one after the other; a judge may find nothing. */
    Uni<List<Discrepancy>> judged(List<Copy> copies, Function<Copy, Uni<? extends Discrepancy>> judge) {
        return among(copies.stream().map(Copy::blob).toList())
                .map(Set::copyOf)
                .flatMap(strange -> Multi.createFrom()
                        .iterable(copies)
                        .filter(copy -> strange.contains(copy.blob()))
                        .onItem()
                        .transformToUniAndConcatenate(judge)
                        .collect()
                        .asList());
    }
}
