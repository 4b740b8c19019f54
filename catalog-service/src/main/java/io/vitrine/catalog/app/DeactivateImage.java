/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.out.postgres.FreezeRepository;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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

    /** Does it once; a repetition changes nothing. What was held deactivated for a while is so for good from then on. */
    public Uni<Void> deactivate(Caller caller, UUID id) {
        return transactions.run(tx -> access.lock(tx, caller, id, Action.DEACTIVATE)
                .flatMap(image -> freezes.removeAll(tx, id).flatMap(held -> {
                    Optional<Image> changed = image.deactivate(clock.instant());
                    return changed.isPresent() || held
                            ? decided(tx, caller, changed.orElse(image))
                            : Uni.createFrom().voidItem();
                })));
    }

    private Uni<Void> decided(Tx tx, Caller caller, Image image) {
        return changes.keep(tx, caller.actor(), image, List.of(new CatalogEvent.Deactivated(null)))
                .replaceWithVoid();
    }
}
