/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.command.UploadOutcome;
import io.vitrine.contract.command.UploadOutcome.Outcome;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;

/** Ends an upload, staging or import that came to nothing, and decides for good how it ended. */
@ApplicationScoped
public class AbortUpload {

    private final Transactions transactions;
    private final ImageRepository images;
    private final ReleaseImage release;

    AbortUpload(Transactions transactions, ImageRepository images, ReleaseImage release) {
        this.transactions = transactions;
        this.images = images;
        this.release = release;
    }

    /** Aborts the work unless it is complete; one that nobody knows counts as aborted. */
    public Uni<UploadOutcome> abort(UUID leaseId, String reason) {
        String known = Objects.requireNonNullElse(reason, "No reason was given.");
        return transactions.run(tx -> images.lockByLease(tx, leaseId)
                .flatMap(found -> found.map(image -> end(tx, image, leaseId, known))
                        .orElseGet(() -> Uni.createFrom().item(Outcome.aborted)))
                .map(UploadOutcome::new));
    }

    private Uni<Outcome> end(Tx tx, Image image, UUID leaseId, String reason) {
        return image.isWorkedOnUnder(leaseId)
                ? release.release(tx, image.lease().holder(), image, reason).replaceWith(Outcome.aborted)
                : Uni.createFrom().item(Outcome.completed);
    }
}
