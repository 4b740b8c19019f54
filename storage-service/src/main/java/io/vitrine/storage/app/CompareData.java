/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.Discrepancy;
import io.vitrine.storage.domain.Discrepancy.Problem;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares stores, this service's records and the catalog, a page of records at a time. It only looks; {@link
 * SettleDiscrepancies} acts. What is younger than the orphan age is left out, for it may be on its way.
 */
@ApplicationScoped
public class CompareData {

    private final CatalogClient catalog;
    private final Transactions transactions;
    private final BlobRepository blobs;
    private final Stores stores;
    private final Blocking blocking;
    private final StorageConfig.Reconcile config;

    CompareData(
            CatalogClient catalog,
            Transactions transactions,
            BlobRepository blobs,
            Stores stores,
            Blocking blocking,
            StorageConfig config) {
        this.catalog = catalog;
        this.transactions = transactions;
        this.blobs = blobs;
        this.stores = stores;
        this.blocking = blocking;
        this.config = config.reconcile();
    }

    /**
     * The page of at most {@code limit} records that follows a marker.
     *
     * @param marker of the page before; null for the first page
     */
    public Uni<Page> page(UUID marker, int limit) {
        return transactions
                .read(tx -> blobs.after(tx, marker, config.orphanAge(), limit))
                .flatMap(rows -> Multi.createFrom()
                        .iterable(rows.stream()
                                .collect(Collectors.groupingBy(Blob::imageId))
                                .entrySet())
                        .onItem()
                        .transformToUniAndConcatenate(this::ofImage)
                        .collect()
                        .asList()
                        .map(all -> Page.of(
                                rows.stream().map(Blob::key).toList(),
                                limit,
                                all.stream().flatMap(List::stream).toList())));
    }

    private Uni<List<Discrepancy>> ofImage(Map.Entry<UUID, List<Blob>> image) {
        return catalog.copies(image.getKey()).flatMap(known -> {
            List<Copy> counted = Stream.concat(known.copies().stream(), known.staged().stream())
                    .toList();
            List<UUID> keys = counted.stream().map(Copy::blob).toList();
            return transactions
                    .read(tx -> blobs.known(tx, keys))
                    .flatMap(recorded -> blocking.call(() -> compare(image, counted, recorded)));
        });
    }

    private List<Discrepancy> compare(Map.Entry<UUID, List<Blob>> image, List<Copy> counted, List<UUID> recorded) {
        List<Discrepancy> all = new ArrayList<>();
        for (Blob blob : image.getValue()) {
            Copy copy = blob.copy();
            Optional<Problem> problem = counted.contains(copy) ? inStore(blob) : Optional.of(Problem.NOT_IN_CATALOG);
            problem.ifPresent(found -> all.add(Discrepancy.of(image.getKey(), copy, found)));
        }
        counted.stream()
                .filter(copy -> !recorded.contains(copy.blob()))
                .forEach(copy -> all.add(Discrepancy.of(image.getKey(), copy, Problem.NOT_RECORDED)));
        return all;
    }

    private Optional<Problem> inStore(Blob blob) {
        try {
            Optional<StoredObject> object = stores.get(blob.store()).find(blob.key());
            if (object.isEmpty()) {
                return Optional.of(Problem.NOT_IN_STORE);
            }
            return object.filter(found -> found.size() != blob.digests().size()).map(found -> Problem.OTHER_SIZE);
        } catch (IOException | StorageError away) {
            return Optional.of(Problem.STORE_AWAY);
        }
    }

    /**
     * What was found in a page.
     *
     * @param compared records, objects or images in the page
     * @param marker of this page, to ask for the next with; null where this is the last
     */
    public record Page(int compared, List<Discrepancy> discrepancies, UUID marker) {

        /** Of what has these keys, at most {@code limit}; fewer are the last page. */
        static Page of(List<UUID> keys, int limit, List<Discrepancy> found) {
            return new Page(keys.size(), found, keys.size() < limit ? null : keys.getLast());
        }
    }
}
