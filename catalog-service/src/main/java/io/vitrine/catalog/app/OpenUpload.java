/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.Lease;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.command.ImageSignature;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.contract.command.UploadRequest;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Gives the exclusive right to bring an image's data, for good or to be imported later. */
@ApplicationScoped
public class OpenUpload {

    private final Transactions transactions;
    private final ImageAccess access;
    private final ImageRepository images;
    private final CatalogConfig.Upload config;
    private final Clock clock;

    OpenUpload(
            Transactions transactions, ImageAccess access, ImageRepository images, CatalogConfig config, Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.images = images;
        this.config = config.upload();
        this.clock = clock;
    }

    /** Opens an upload on behalf of the caller: the image is saving from then on. */
    public Uni<UploadLease> open(Caller caller, UUID id, UploadRequest request) {
        return open(caller, id, request, Image::openUpload);
    }

    /** Opens a staging on behalf of the caller: the image is uploading from then on. */
    public Uni<UploadLease> stage(Caller caller, UUID id, UploadRequest request) {
        return open(caller, id, request, Image::openStaging);
    }

    private Uni<UploadLease> open(Caller caller, UUID id, UploadRequest request, Opening opening) {
        requireFits(request);
        return transactions.run(tx -> access.lock(tx, caller, id, Action.UPLOAD).flatMap(image -> {
            Instant now = clock.instant();
            Lease lease = new Lease(UUID.randomUUID(), now.plus(config.lease()), caller.actor());
            return images.save(tx, opening.open(image, lease, now)).replaceWith(granted(image, lease));
        }));
    }

    private void requireFits(UploadRequest request) {
        long cap = config.imageSizeCap().asLongValue();
        if (request.expectedSize() != null && request.expectedSize() > cap) {
            throw new CatalogError.LimitExceeded("bytes", cap, request.expectedSize());
        }
    }

    private UploadLease granted(Image image, Lease lease) {
        return new UploadLease(
                lease.id(),
                config.lease().toSeconds(),
                image.id(),
                image.owner(),
                image.details().formats().disk(),
                image.details().formats().container(),
                config.imageSizeCap().asLongValue(),
                ImageSignature.of(image.details().properties()).orElse(null));
    }

    private interface Opening {
        Image open(Image image, Lease lease, Instant now);
    }
}
