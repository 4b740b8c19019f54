/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.Actor;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Makes an image active: its data lies durably in a store. */
@ApplicationScoped
public class CompleteUpload {

    private final Transactions transactions;
    private final ImageRepository images;
    private final ImageChanges changes;
    private final Clock clock;

    CompleteUpload(Transactions transactions, ImageRepository images, ImageChanges changes, Clock clock) {
        this.transactions = transactions;
        this.images = images;
        this.changes = changes;
        this.clock = clock;
    }

    /** Completes the upload; a repetition after success changes nothing. */
    public Uni<Void> complete(UUID leaseId, UploadResult result) {
        return transactions.run(tx -> images.lockByUpload(tx, leaseId).flatMap(found -> {
            Image image = found.orElseThrow(() -> new CatalogError.LeaseGone(leaseId));
            if (image.status().hasData()) {
                return Uni.createFrom().voidItem();
            }
            Actor uploader = image.upload().holder();
            Image active = image.completeUpload(data(leaseId, result), clock.instant());
            CatalogEvent uploaded = new CatalogEvent.ImageUploaded(ImageFacts.snapshot(active));
            return changes.keep(tx, uploader, active, List.of(uploaded)).replaceWithVoid();
        }));
    }

    private static ImageData data(UUID leaseId, UploadResult result) {
        if (!leaseId.equals(result.blob())) {
            throw new CatalogError.Invalid("The blob of upload " + leaseId + " must have its lease's id as key.");
        }
        ImageData.Multihash hash = new ImageData.Multihash(result.osHashAlgo(), result.osHashValue());
        return new ImageData(
                result.size(), result.virtualSize(), result.checksum(), hash, result.store(), result.blob());
    }
}
