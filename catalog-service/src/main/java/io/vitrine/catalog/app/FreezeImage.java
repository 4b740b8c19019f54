/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.ImageStatus;
import io.vitrine.catalog.out.postgres.FreezeRepository;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Holds an image deactivated while work on it goes on, such as an export. An image that was deactivated before is left as
 * it is, then and afterwards.
 */
@ApplicationScoped
public class FreezeImage {

    private final Transactions transactions;
    private final ImageAccess access;
    private final ImageRepository images;
    private final FreezeRepository freezes;
    private final ImageChanges changes;
    private final Clock clock;

    FreezeImage(
            Transactions transactions,
            ImageAccess access,
            ImageRepository images,
            FreezeRepository freezes,
            ImageChanges changes,
            Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.images = images;
        this.freezes = freezes;
        this.changes = changes;
        this.clock = clock;
    }

    /** Begins to hold it, on behalf of a caller who may deactivate it. May be repeated. */
    public Uni<Void> freeze(Caller caller, UUID id, UUID freeze) {
        return transactions.run(tx -> access.lock(tx, caller, id, Action.DEACTIVATE)
                .flatMap(image -> image.deactivate(clock.instant())
                        .map(frozen -> changes.keep(
                                        tx, caller.actor(), frozen, List.of(new CatalogEvent.Deactivated(freeze)))
                                .chain(() -> freezes.add(tx, id, freeze)))
                        .orElseGet(() -> join(tx, id, freeze))));
    }

    private Uni<Void> join(Tx tx, UUID id, UUID freeze) {
        return freezes.any(tx, id)
                .flatMap(held ->
                        held ? freezes.add(tx, id, freeze) : Uni.createFrom().voidItem());
    }

    /** Lets it go: the last one to do so reactivates it. Does nothing where it is not held so, or is gone. */
    public Uni<Void> release(Caller service, UUID id, UUID freeze) {
        return transactions.run(tx -> images.lock(tx, id)
                .flatMap(found -> found.map(image -> released(tx, service, image, freeze))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Void> released(Tx tx, Caller service, Image image, UUID freeze) {
        return freezes.remove(tx, image.id(), freeze)
                .flatMap(removed -> freezes.any(tx, image.id()).map(held -> removed && !held))
                .flatMap(last -> last && image.status() == ImageStatus.DEACTIVATED
                        ? image.reactivate(clock.instant())
                                .map(free -> changes.keep(
                                        tx, service.actor(), free, List.of(new CatalogEvent.Reactivated())))
                                .orElseThrow()
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }
}
