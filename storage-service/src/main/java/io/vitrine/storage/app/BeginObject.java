/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.flow.OnContext;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.objects.ObjectStore;
import io.vitrine.storage.out.objects.ObjectWriter;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.StoreRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Begins objects where data may lie. A store in which records tell of data, but whose place for it is not there, is away:
 * made anew it would look as if all had been lost, and what it took would vanish when the right one is back.
 */
@ApplicationScoped
class BeginObject {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Transactions transactions;
    private final StoreRecords records;
    private final Stores stores;
    private final Blocking blocking;

    BeginObject(Transactions transactions, StoreRecords records, Stores stores, Blocking blocking) {
        this.transactions = transactions;
        this.records = records;
        this.stores = stores;
        this.blocking = blocking;
    }

    /** Begins one of unknown size in the store of that name. */
    Uni<ObjectWriter> begin(String store, UUID key) {
        return Uni.createFrom().deferred(() -> begin(stores.get(store), key, 0));
    }

    /**
     * Begins one, as {@link ObjectStore#create} does. Fails with {@link StorageError.Unavailable} where the store is away, or
     * has too much to do for ten seconds.
     */
    Uni<ObjectWriter> begin(ObjectStore store, UUID key, long expectedSize) {
        return require(store).chain(() -> patiently(() -> store.create(key, expectedSize)));
    }

    /** Begins one that is to have a file's bytes, as it is where the store takes it; fails as {@link #begin} does. */
    Uni<ObjectWriter> adopt(ObjectStore store, UUID key, Path file, long size) {
        return require(store)
                .chain(() -> patiently(() -> {
                    Optional<ObjectWriter> adopted = store.adopt(key, file);
                    return adopted.isPresent() ? adopted.get() : store.create(key, size);
                }));
    }

    /** Done when the store is there, which one without data always is; fails with {@link StorageError.Unavailable}. */
    Uni<Void> require(ObjectStore store) {
        return blocking.call(store::isThere)
                .flatMap(there -> there ? Uni.createFrom().voidItem() : make(store));
    }

    private Uni<ObjectWriter> patiently(Callable<ObjectWriter> create) {
        return blocking.call(create)
                .onFailure(StorageError.Unavailable.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(PATIENCE.toMillis())
                .onFailure(IllegalStateException.class)
                .transform(Throwable::getCause)
                .emitOn(OnContext.current());
    }

    private Uni<Void> make(ObjectStore store) {
        return transactions.read(tx -> records.any(tx, store.name())).flatMap(any -> {
            if (any) {
                throw new StorageError.Unavailable(
                        "The store '" + store.name() + "' is away: it has data, and the place where that lies is not"
                                + " there. Try again later; the operator can tell whether its file system is mounted.",
                        null);
            }
            return blocking.run(store::make);
        });
    }
}
