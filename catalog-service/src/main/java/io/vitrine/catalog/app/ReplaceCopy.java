/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.Actor;
import io.vitrine.contract.command.CopyReplacement;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Puts a new copy in the place of a damaged one, which is purged by whoever keeps it, on hearing of this. */
@ApplicationScoped
public class ReplaceCopy {

    private final Transactions transactions;
    private final ImageRepository images;
    private final ImageChanges changes;
    private final Clock clock;

    ReplaceCopy(Transactions transactions, ImageRepository images, ImageChanges changes, Clock clock) {
        this.transactions = transactions;
        this.images = images;
        this.changes = changes;
        this.clock = clock;
    }

    /** Replaces the copy in that store; a repetition after success changes nothing. */
    public Uni<Void> replace(Actor actor, UUID id, String store, CopyReplacement replacement) {
        if (replacement.blob() == null || replacement.replaces() == null) {
            throw new CatalogError.Invalid("A replacement names the new copy and the one it replaces.");
        }
        return transactions.run(tx -> images.lock(tx, id).flatMap(found -> {
            Image image = found.orElseThrow(() -> CatalogError.NotFound.image(id));
            return image.replaceCopy(store, replacement.replaces(), replacement.blob(), clock.instant())
                    .map(after -> keep(tx, actor, image, after))
                    .orElseGet(() -> Uni.createFrom().voidItem());
        }));
    }

    private Uni<Void> keep(Tx tx, Actor actor, Image before, Image after) {
        return changes.keep(tx, actor, after, List.of(ImageFacts.storesChanged(before, after)))
                .replaceWithVoid();
    }
}
