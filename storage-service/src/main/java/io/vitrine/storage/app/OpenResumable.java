/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.kit.peer.Requester;
import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.ResumableUpload;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.UploadMetadata;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.objects.Stores;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Begins an upload that comes in parts: from then on the image is its alone, until it ends or rests for too long. Its lease
 * lasts so long only once it is recorded, so that one whose process dies before does not keep the image.
 */
@ApplicationScoped
public class OpenResumable {

    private final CatalogClient catalog;
    private final Stores stores;
    private final JudgeContent content;
    private final HoldUpload holding;
    private final KeepResumable keeping;

    OpenResumable(
            CatalogClient catalog, Stores stores, JudgeContent content, HoldUpload holding, KeepResumable keeping) {
        this.catalog = catalog;
        this.stores = stores;
        this.content = content;
        this.holding = holding;
        this.keeping = keeping;
    }

    /** The new upload; fails as a plain upload does before its first byte. */
    public Uni<ResumableUpload> open(Announcement announced, String metadata, Requester user) {
        UploadMetadata read = UploadMetadata.of(metadata);
        String store = stores.forWriting(read.store()).name();
        return catalog.openUpload(read.image(), announced.size(), user)
                .flatMap(lease -> judged(lease)
                        .chain(() -> keeping.add(lease, store, user, metadata, announced))
                        .call(() -> holding.rest(lease.lease()))
                        .onFailure()
                        .call(e -> catalog.abort(lease.lease(), reason(e))
                                .onFailure()
                                .recoverWithNull()));
    }

    private Uni<Terms> judged(UploadLease lease) {
        return content.terms(Terms.upTo(lease.imageSizeCap()), lease);
    }

    private static String reason(Throwable e) {
        return e instanceof StorageError known ? known.getMessage() : "The upload could not be begun.";
    }
}
