/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.out.postgres.FreezeRepository;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Gives an image's withheld data free again. */
@ApplicationScoped
public class ReactivateImage {

    private final Transactions transactions;
    private final ImageAccess access;
    private final ImageChanges changes;
    private final FreezeRepository freezes;
    private final Clock clock;

    ReactivateImage(
            Transactions transactions,
            ImageAccess access,
            ImageChanges changes,
            FreezeRepository freezes,
            Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.changes = changes;
        this.freezes = freezes;
        this.clock = clock;
    }

    /** Does it once; a repetition changes nothing. */
    public Uni<Void> reactivate(Caller caller, UUID id) {
        return transactions.run(tx -> access.lock(tx, caller, id, Action.REACTIVATE)
                .flatMap(image -> image.reactivate(clock.instant())
                        .map(changed ->
                                changes.keep(tx, caller.actor(), changed, List.of(new CatalogEvent.Reactivated())))
                        .orElseGet(() -> Uni.createFrom().item(image)))
                .chain(() -> freezes.removeAll(tx, id))
                .replaceWithVoid());
    }
}
