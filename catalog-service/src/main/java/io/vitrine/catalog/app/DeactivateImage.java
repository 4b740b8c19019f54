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

/** Withholds an image's data from everyone but admins. */
@ApplicationScoped
public class DeactivateImage {

    private final Transactions transactions;
    private final ImageAccess access;
    private final ImageChanges changes;
    private final FreezeRepository freezes;
    private final Clock clock;

    DeactivateImage(
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
    public Uni<Void> deactivate(Caller caller, UUID id) {
        return transactions.run(tx -> access.lock(tx, caller, id, Action.DEACTIVATE)
                .flatMap(image -> image.deactivate(clock.instant())
                        .map(changed ->
                                changes.keep(tx, caller.actor(), changed, List.of(new CatalogEvent.Deactivated())))
                        .orElseGet(() -> Uni.createFrom().item(image)))
                .chain(() -> freezes.removeAll(tx, id)));
    }
}
