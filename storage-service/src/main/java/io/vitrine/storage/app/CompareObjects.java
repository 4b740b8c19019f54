/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.storage.domain.Discrepancy;
import io.vitrine.storage.domain.Discrepancy.Problem;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.objects.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * Looks in a store for objects that this service has no record of, a page at a time: the other way round than {@link
 * CompareData}. A record is written before its object and removed after it, so that there are none unless a database was
 * restored, or somebody else writes to the store; only the catalog can tell then whether one is an image's data.
 */
@ApplicationScoped
public class CompareObjects {

    private final CatalogClient catalog;
    private final Unrecorded unrecorded;
    private final Stores stores;
    private final Blocking blocking;

    CompareObjects(CatalogClient catalog, Unrecorded unrecorded, Stores stores, Blocking blocking) {
        this.catalog = catalog;
        this.unrecorded = unrecorded;
        this.stores = stores;
        this.blocking = blocking;
    }

    /**
     * The page of at most {@code limit} objects that follows a marker.
     *
     * @param marker of the page before; null for the first page
     */
    public Uni<CompareData.Page> page(String store, UUID marker, int limit) {
        return blocking.call(() -> keys(store, marker, limit))
                .flatMap(keys -> unrecorded
                        .judged(keys.stream().map(key -> new Copy(store, key)).toList(), this::judge)
                        .map(found -> CompareData.Page.of(keys, limit, found)));
    }

    private List<UUID> keys(String store, UUID marker, int limit) {
        try {
            return stores.get(store).keys(marker, limit);
        } catch (IOException e) {
            throw new StorageError.Unavailable("The store '" + store + "' cannot be listed now.", e);
        }
    }

    /** Nothing where it has gone meanwhile: its record went after it. */
    private Uni<Discrepancy> judge(Copy copy) {
        return blocking.call(() -> stores.get(copy.store()).find(copy.blob()))
                .flatMap(object -> object.isEmpty()
                        ? Uni.createFrom().nullItem()
                        : catalog.owner(copy)
                                .map(image -> Discrepancy.of(
                                        image, copy, image == null ? Problem.UNKNOWN : Problem.NOT_RECORDED)));
    }
}
