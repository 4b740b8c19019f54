/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.DownloadGrant;
import io.vitrine.storage.domain.ByteRange;
import io.vitrine.storage.domain.Download;
import io.vitrine.storage.domain.Requester;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.objects.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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
        return blocking.call(() -> whole(grant))
                .map(object -> new Download(grant.imageId(), grant.ownerProject(), grant.checksum(), part, object));
    }

    private StoredObject whole(DownloadGrant grant) throws IOException {
        for (Copy copy : grant.copies()) {
            Optional<StoredObject> object = copy.store().equals(store.name())
                    ? store.find(copy.blob()).filter(o -> o.size() == grant.size())
                    : Optional.empty();
            if (object.isPresent()) {
                return object.get();
            }
            LOG.errorf(
                    "A copy of an image's data is missing or damaged: restore it imageId=%s store=%s blob=%s bytes=%d",
                    grant.imageId(), copy.store(), copy.blob(), grant.size());
        }
        throw new StorageError.Unavailable(
                "The data of image " + grant.imageId() + " is missing from "
                        + grant.copies().stream().map(Copy::store).collect(Collectors.joining(", ", "the store ", "."))
                        + " The operator has to restore it.",
                null);
    }
}
