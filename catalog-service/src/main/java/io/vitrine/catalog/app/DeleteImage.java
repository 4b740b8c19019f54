/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.Precondition;
import io.vitrine.catalog.out.events.CatalogFacts;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Deletes an image for good. Its data is purged by whoever keeps it, on hearing of this. */
@ApplicationScoped
public class DeleteImage {

    private final Transactions transactions;
    private final ImageAccess access;
    private final ImageRepository images;
    private final ReleaseImage release;
    private final CatalogFacts facts;
    private final Clock clock;

    DeleteImage(
            Transactions transactions,
            ImageAccess access,
            ImageRepository images,
            ReleaseImage release,
            CatalogFacts facts,
            Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.images = images;
        this.release = release;
        this.facts = facts;
        this.clock = clock;
    }

    /** Deletes the image, at the version that is meant, unless it is protected; an upload or import under way loses its lease. */
    public Uni<Void> delete(Caller caller, UUID id, Precondition meant) {
        return transactions.run(tx -> access.lock(tx, caller, id, Action.DELETE).flatMap(image -> {
            meant.require(image);
            image.requireDeletable();
            return endImport(tx, image)
                    .flatMap(ended -> images.delete(tx, id, clock.instant()))
                    .flatMap(deleted -> facts.sayDeleted(tx, caller.actor(), image));
        }));
    }

    private Uni<Void> endImport(Tx tx, Image image) {
        return image.importTask()
                .map(task ->
                        release.failTask(tx, task, "The image was deleted.").replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
