/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Gives up one of several copies of an image's data. It is purged by whoever keeps it, on hearing of this. */
@ApplicationScoped
public class DeleteCopy {

    private final Transactions transactions;
    private final ImageAccess access;
    private final ImageChanges changes;
    private final Clock clock;

    DeleteCopy(Transactions transactions, ImageAccess access, ImageChanges changes, Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.changes = changes;
        this.clock = clock;
    }

    /** Forgets the copy in that store, which must be there and not the only one. */
    public Uni<Void> delete(Caller caller, UUID id, String store) {
        return transactions.run(tx -> access.lock(tx, caller, id, Action.DELETE_COPY)
                .flatMap(image -> {
                    Image fewer = image.removeCopy(store, clock.instant());
                    return changes.keep(tx, caller.actor(), fewer, List.of(ImageFacts.storesChanged(image, fewer)));
                })
                .replaceWithVoid());
    }
}
