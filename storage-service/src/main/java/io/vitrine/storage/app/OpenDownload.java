/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.DownloadGrant;
import io.vitrine.storage.domain.ByteRange;
import io.vitrine.storage.domain.Download;
import io.vitrine.storage.domain.Requester;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.objects.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Finds the bytes a caller asks for, if the catalog lets them be read. */
@ApplicationScoped
public class OpenDownload {

    private static final Logger LOG = Logger.getLogger(OpenDownload.class);

    private final CatalogClient catalog;
    private final ObjectStore store;
    private final Blocking blocking;

    OpenDownload(CatalogClient catalog, ObjectStore store, Blocking blocking) {
        this.catalog = catalog;
        this.store = store;
        this.blocking = blocking;
    }

    /**
     * Opens an image's data, or a range of it.
     *
     * @param range the request's Range; null when absent
     * @param contentRange the request's Content-Range; null when absent
     * @return empty where the image has no data yet; fails with a {@link StorageError}
     */
    public Uni<Optional<Download>> open(UUID imageId, String range, String contentRange, Requester user) {
        return catalog.openDownload(imageId, user)
                .flatMap(grant -> grant.map(g -> found(g, range, contentRange).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Download> found(DownloadGrant grant, String range, String contentRange) {
        Optional<ByteRange> part = ByteRange.requested(range, contentRange, grant.size());
        return blocking.call(() -> store.find(grant.blob()))
                .map(object -> new Download(
                        grant.imageId(), grant.ownerProject(), grant.checksum(), part, whole(grant, object)));
    }

    private static StoredObject whole(DownloadGrant grant, Optional<StoredObject> object) {
        return object.filter(o -> o.size() == grant.size()).orElseThrow(() -> {
            LOG.errorf(
                    "An image's data is missing or damaged: restore it in the store imageId=%s store=%s blob=%s"
                            + " bytes=%d found=%s",
                    grant.imageId(), grant.store(), grant.blob(), grant.size(), object);
            return new StorageError.Unavailable(
                    "The data of image " + grant.imageId() + " is missing from the store '" + grant.store()
                            + "'. The operator has to restore it.",
                    null);
        });
    }
}
