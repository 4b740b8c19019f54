/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Takes the data that lies durably in its stores: uploaded, staged or imported. */
@ApplicationScoped
public class CompleteUpload {

    private final Transactions transactions;
    private final ImageRepository images;
    private final ImageChanges changes;
    private final CompleteImport imports;
    private final CatalogConfig.Import config;
    private final Clock clock;

    CompleteUpload(
            Transactions transactions,
            ImageRepository images,
            ImageChanges changes,
            CompleteImport imports,
            CatalogConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.images = images;
        this.changes = changes;
        this.imports = imports;
        this.config = config.imports();
        this.clock = clock;
    }

    /** Completes what goes on under the lease; a repetition after success changes nothing. */
    public Uni<Void> complete(UUID leaseId, UploadResult result) {
        return transactions.run(tx -> images.lockByLease(tx, leaseId).flatMap(found -> {
            Image image = found.orElseThrow(() -> new CatalogError.LeaseGone(leaseId));
            return image.isWorkedOnUnder(leaseId)
                    ? complete(tx, image, result)
                    : Uni.createFrom().voidItem();
        }));
    }

    private Uni<Void> complete(Tx tx, Image image, UploadResult result) {
        ImageData data = data(image.lease().id(), result);
        return switch (image.status()) {
            case SAVING -> upload(tx, image, data);
            case UPLOADING -> stage(tx, image, data);
            case IMPORTING, ACTIVE, DEACTIVATED, QUEUED -> imports.complete(tx, image, data, result);
        };
    }

    private Uni<Void> upload(Tx tx, Image image, ImageData data) {
        Image active = image.completeUpload(data, clock.instant());
        CatalogEvent uploaded = new CatalogEvent.ImageUploaded(ImageFacts.snapshot(active));
        return changes.keep(tx, image.lease().holder(), active, List.of(uploaded))
                .replaceWithVoid();
    }

    private Uni<Void> stage(Tx tx, Image image, ImageData data) {
        Instant now = clock.instant();
        return images.save(tx, image.completeStaging(data, now.plus(config.stagedFor()), now));
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
