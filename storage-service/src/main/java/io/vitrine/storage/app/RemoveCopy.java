/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.peer.Requester;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.objects.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Takes the copy in one store away from an image. The bytes go once the catalog has said so. */
@ApplicationScoped
public class RemoveCopy {

    private final CatalogClient catalog;
    private final Stores stores;

    RemoveCopy(CatalogClient catalog, Stores stores) {
        this.catalog = catalog;
        this.stores = stores;
    }

    /** Done when the catalog no longer has the copy; fails with a {@link StorageError}. */
    public Uni<Void> remove(UUID imageId, String store, Requester user) {
        return stores.has(store)
                ? catalog.removeCopy(imageId, store, user)
                : Uni.createFrom().failure(new StorageError.Refused(409, "There is no store '" + store + "' here."));
    }
}
