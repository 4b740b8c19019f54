/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.kit.flow.OnContext;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.out.objects.ObjectStore;
import io.vitrine.storage.out.objects.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Removes partial objects that no upload or import is known to have begun. A store that is away holds up no other. */
@ApplicationScoped
class RemoveOrphans {

    private static final Logger LOG = Logger.getLogger(RemoveOrphans.class);

    private final BeginObject beginning;
    private final Unrecorded unrecorded;
    private final Stores stores;
    private final Blocking blocking;
    private final StorageConfig.Reconcile config;
    private final Clock clock = Clock.systemUTC();

    RemoveOrphans(
            BeginObject beginning, Unrecorded unrecorded, Stores stores, Blocking blocking, StorageConfig config) {
        this.beginning = beginning;
        this.unrecorded = unrecorded;
        this.stores = stores;
        this.blocking = blocking;
        this.config = config.reconcile();
    }

    /** One round over every store. Never fails: what goes wrong is logged and left to a later one. */
    Uni<Void> round() {
        return Multi.createFrom()
                .iterable(stores.all())
                .onItem()
                .transformToUniAndMerge(store -> in(store)
                        .runSubscriptionOn(OnContext.beside())
                        .onFailure()
                        .invoke(e -> LOG.warnf("Cannot look for partial objects yet store=%s: %s", store.name(), e))
                        .onFailure()
                        .recoverWithNull())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> in(ObjectStore store) {
        return beginning
                .require(store)
                .chain(() ->
                        blocking.call(() -> store.partials(clock.instant().minus(config.orphanAge()), config.batch())))
                .flatMap(unrecorded::among)
                .flatMap(orphans -> remove(store, orphans));
    }

    private Uni<Void> remove(ObjectStore store, List<UUID> orphans) {
        return blocking.run(() -> {
            for (UUID key : orphans) {
                LOG.infof("Removing a partial object of no known upload store=%s blob=%s", store.name(), key);
                store.delete(key);
            }
        });
    }
}
