/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Copies that an import reads, the first by their stores' weights that is whole as far as it is known. */
@ApplicationScoped
class StoredSource {

    private static final Logger LOG = Logger.getLogger(StoredSource.class);

    private final Stores stores;
    private final ReadableCopies readable;
    private final Blocking blocking;
    private final Transactions transactions;
    private final BlobRepository blobs;

    StoredSource(
            Stores stores,
            ReadableCopies readable,
            Blocking blocking,
            Transactions transactions,
            BlobRepository blobs) {
        this.stores = stores;
        this.readable = readable;
        this.blocking = blocking;
        this.transactions = transactions;
        this.blobs = blobs;
    }

    /**
     * The bytes of one of the copies, leaving out those that the run found damaged. Fails with {@link StorageError.Invalid}
     * where all of them are, and with {@link StorageError.Unavailable} where one may be read later.
     */
    Uni<ImportSource.Bytes> open(ImportRun run, List<Copy> copies, Digests known) {
        if (run.damaged().containsAll(copies)) {
            return Uni.createFrom()
                    .failure(new StorageError.Invalid(
                            "The data that was read is not the data that was stored: no copy in any store is whole."));
        }
        return readable.of(copies)
                .flatMap(ordered -> blocking.call(() -> ordered.stream()
                        .filter(copy -> !run.damaged().contains(copy))
                        .flatMap(copy -> find(run, copy)
                                .filter(object -> object.size() == known.size())
                                .map(object -> bytes(copy, object, known))
                                .stream())
                        .findFirst()
                        .orElseThrow(() -> new StorageError.Unavailable(
                                "The data to import cannot be read from the store it is in.", null))));
    }

    /** A copy that was read turned out to be damaged: the run reads it no more, and the sweep checks it next. */
    Uni<Void> reject(ImportRun run, Copy copy) {
        LOG.warnf(
                "A copy that an import read is damaged imageId=%s store=%s blob=%s",
                run.job().imageId(), copy.store(), copy.blob());
        run.foundDamaged(copy);
        return transactions.run(tx -> blobs.checkNext(tx, copy.blob()));
    }

    private static ImportSource.Bytes bytes(Copy copy, StoredObject object, Digests known) {
        return new ImportSource.Bytes(new Announcement(known.size(), List.of()), known, copy, new StoredBody(object));
    }

    private Optional<StoredObject> find(ImportRun run, Copy copy) {
        try {
            return stores.get(copy.store()).find(copy.blob());
        } catch (IOException | StorageError e) {
            LOG.warnf(
                    e,
                    "A copy cannot be read now imageId=%s store=%s blob=%s",
                    run.job().imageId(),
                    copy.store(),
                    copy.blob());
            return Optional.empty();
        }
    }
}
