/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.CopiesPage;
import io.vitrine.contract.command.Copy;
import io.vitrine.storage.domain.Discrepancy;
import io.vitrine.storage.domain.Discrepancy.Problem;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.objects.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.UUID;

/**
 * Looks among the copies that the catalog counts for those that this service has no record of, a page of images at a time:
 * what neither {@link CompareData} nor {@link CompareObjects} meets, since neither record nor object needs to be left.
 */
@ApplicationScoped
public class CompareImages {

    private final CatalogClient catalog;
    private final Unrecorded unrecorded;
    private final Stores stores;
    private final Blocking blocking;

    CompareImages(CatalogClient catalog, Unrecorded unrecorded, Stores stores, Blocking blocking) {
        this.catalog = catalog;
        this.unrecorded = unrecorded;
        this.stores = stores;
        this.blocking = blocking;
    }

    /**
     * The page of at most {@code limit} images with data that follows a marker.
     *
     * @param marker of the page before; null for the first page
     */
    public Uni<CompareData.Page> page(UUID marker, int limit) {
        return catalog.copies(marker, limit)
                .flatMap(page -> unrecorded
                        .judged(
                                page.images().stream()
                                        .flatMap(image -> image.copies().stream())
                                        .toList(),
                                this::judge)
                        .map(found -> CompareData.Page.of(
                                page.images().stream()
                                        .map(CopiesPage.Entry::image)
                                        .toList(),
                                limit,
                                found)));
    }

    /** Nothing where the catalog does not count it any more: its record went after that. */
    private Uni<Discrepancy> judge(Copy copy) {
        return catalog.owner(copy)
                .flatMap(image -> image == null
                        ? Uni.createFrom().nullItem()
                        : blocking.call(() -> Discrepancy.of(image, copy, problem(copy))));
    }

    private Problem problem(Copy copy) {
        try {
            return stores.get(copy.store()).find(copy.blob()).isPresent() ? Problem.NOT_RECORDED : Problem.LOST;
        } catch (IOException | StorageError away) {
            return Problem.STORE_AWAY;
        }
    }
}
