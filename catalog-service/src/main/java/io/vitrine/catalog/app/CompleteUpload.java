/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.quota.Quotas;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageStatus;
import io.vitrine.catalog.domain.quota.Resource;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Takes the data that lies durably in its stores: uploaded, staged or imported. */
@ApplicationScoped
public class CompleteUpload {

    private final Transactions transactions;
    private final ImageRepository images;
    private final Quotas quotas;
    private final TakeData data;
    private final CompleteImport imports;

    CompleteUpload(
            Transactions transactions, ImageRepository images, Quotas quotas, TakeData data, CompleteImport imports) {
        this.transactions = transactions;
        this.images = images;
        this.quotas = quotas;
        this.data = data;
        this.imports = imports;
    }

    /** Completes what goes on under the lease; a repetition after success changes nothing. */
    public Uni<Void> complete(UUID leaseId, UploadResult result) {
        return transactions.run(tx -> images.lockByLease(tx, leaseId).flatMap(found -> {
            Image image = found.orElseThrow(() -> new CatalogError.LeaseGone(leaseId));
            return image.isWorkedOnUnder(leaseId)
                    ? settle(tx, image, result)
                    : Uni.createFrom().voidItem();
        }));
    }

    private Uni<Void> settle(Tx tx, Image image, UploadResult result) {
        ImageData brought = data(image.lease().id(), result);
        Resource kind =
                image.status() == ImageStatus.UPLOADING ? Resource.IMAGE_STAGE_TOTAL : Resource.IMAGE_SIZE_TOTAL;
        long before = image.occupied();
        return quotas.settle(tx, image, kind, before + image.lease().reserved(), before + brought.occupied())
                .flatMap(settled -> complete(tx, image, brought, result));
    }

    private Uni<Void> complete(Tx tx, Image image, ImageData brought, UploadResult result) {
        return switch (image.status()) {
            case SAVING -> data.upload(tx, image, brought);
            case UPLOADING -> data.stage(tx, image, brought);
            case IMPORTING, ACTIVE, DEACTIVATED, QUEUED -> imports.complete(tx, image, brought, result);
        };
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
