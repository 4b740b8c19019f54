/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.command.UploadOutcome;
import io.vitrine.contract.command.UploadOutcome.Outcome;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Ends an upload that came to nothing, and decides for good how it ended. */
@ApplicationScoped
public class AbortUpload {

    private final Transactions transactions;
    private final ImageRepository images;
    private final ImageChanges changes;
    private final Clock clock;

    AbortUpload(Transactions transactions, ImageRepository images, ImageChanges changes, Clock clock) {
        this.transactions = transactions;
        this.images = images;
        this.changes = changes;
        this.clock = clock;
    }

    /** Aborts the upload unless it is complete; one that nobody knows counts as aborted. */
    public Uni<UploadOutcome> abort(UUID leaseId, String reason) {
        return transactions.run(tx -> images.lockByUpload(tx, leaseId)
                .flatMap(found -> found.map(image -> end(tx, image, reason))
                        .orElseGet(() -> Uni.createFrom().item(Outcome.aborted)))
                .map(UploadOutcome::new));
    }

    private Uni<Outcome> end(Tx tx, Image image, String reason) {
        if (image.status().hasData()) {
            return Uni.createFrom().item(Outcome.completed);
        }
        CatalogEvent failed = new CatalogEvent.ImageUploadFailed(reason);
        return changes.keep(tx, image.upload().holder(), image.abortUpload(clock.instant()), List.of(failed))
                .replaceWith(Outcome.aborted);
    }
}
