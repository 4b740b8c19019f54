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
import java.util.SortedMap;
import java.util.TreeMap;
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
        if (result.copies() == null || result.copies().isEmpty()) {
            throw new CatalogError.Invalid("A completed upload names at least one copy of the data.");
        }
        SortedMap<String, UUID> copies = new TreeMap<>();
        result.copies().forEach(copy -> copies.put(copy.store(), copy.blob()));
        ImageData.Multihash hash = new ImageData.Multihash(result.osHashAlgo(), result.osHashValue());
        return new ImageData(result.size(), result.virtualSize(), result.checksum(), hash, leaseId, copies);
    }
}
