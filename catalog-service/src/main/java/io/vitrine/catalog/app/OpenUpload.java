/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.app.quota.Quotas;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.Lease;
import io.vitrine.catalog.domain.quota.Resource;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.command.ImageSignature;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.contract.command.UploadRequest;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Gives the exclusive right to bring an image's data, for good or to be imported later. */
@ApplicationScoped
public class OpenUpload {

    private final Transactions transactions;
    private final ImageAccess access;
    private final ImageRepository images;
    private final Quotas quotas;
    private final CatalogConfig.Upload config;
    private final Clock clock;

    OpenUpload(
            Transactions transactions,
            ImageAccess access,
            ImageRepository images,
            Quotas quotas,
            CatalogConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.images = images;
        this.quotas = quotas;
        this.config = config.upload();
        this.clock = clock;
    }

    /** Opens an upload on behalf of the caller: the image is saving from then on. */
    public Uni<UploadLease> open(Caller caller, UUID id, UploadRequest request) {
        return open(caller, id, request, Image::openUpload, Resource.IMAGE_SIZE_TOTAL);
    }

    /** Opens a staging on behalf of the caller: the image is uploading from then on. */
    public Uni<UploadLease> stage(Caller caller, UUID id, UploadRequest request) {
        return open(caller, id, request, Image::openStaging, Resource.IMAGE_STAGE_TOTAL);
    }

    private Uni<UploadLease> open(Caller caller, UUID id, UploadRequest request, Opening opening, Resource kind) {
        requireFits(request);
        return transactions.run(tx -> access.lock(tx, caller, id, Action.UPLOAD).flatMap(image -> {
            Instant now = clock.instant();
            long reserved = Objects.requireNonNullElse(request.expectedSize(), 0L);
            Lease lease = new Lease(UUID.randomUUID(), now.plus(config.lease()), caller.actor(), reserved);
            Image opened = opening.open(image, lease, now);
            return quotas.requireRoomForData(tx, image, kind, request.expectedSize())
                    .call(room -> images.save(tx, opened))
                    .map(room -> granted(image, lease, room));
        }));
    }

    private void requireFits(UploadRequest request) {
        long cap = config.imageSizeCap().asLongValue();
        if (request.expectedSize() != null && request.expectedSize() > cap) {
            throw new CatalogError.LimitExceeded("bytes", cap, request.expectedSize());
        }
    }

    private UploadLease granted(Image image, Lease lease, long room) {
        return new UploadLease(
                lease.id(),
                config.lease().toSeconds(),
                image.id(),
                image.owner(),
                image.details().formats().disk(),
                image.details().formats().container(),
                Math.min(room, config.imageSizeCap().asLongValue()),
                ImageSignature.of(image.details().properties()).orElse(null));
    }

    private interface Opening {
        Image open(Image image, Lease lease, Instant now);
    }
}
