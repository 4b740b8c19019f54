/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Artefact;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.ArtefactRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Removes artefacts that nobody wants any more, and what dead writers left of theirs. Replicas share the work. */
@ApplicationScoped
public class ClearArtefacts {

    private static final Logger LOG = Logger.getLogger(ClearArtefacts.class);
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final ArtefactRepository artefacts;
    private final Stores stores;
    private final Blocking blocking;
    private final int batch;

    ClearArtefacts(
            Transactions transactions,
            ArtefactRepository artefacts,
            Stores stores,
            Blocking blocking,
            StorageConfig config) {
        this.transactions = transactions;
        this.artefacts = artefacts;
        this.stores = stores;
        this.blocking = blocking;
        this.batch = config.reconcile().batch();
    }

    /** Has an artefact removed: it is not there any more at once, its bytes go with the next round. */
    public Uni<Void> remove(UUID id) {
        return transactions.run(tx -> artefacts.remove(tx, id));
    }

    /** One round. What fails is logged and left to a later one. */
    public Uni<Void> round() {
        return transactions
                .run(tx -> artefacts.claimDue(tx, batch, RETRY))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(this::clear)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(e -> LOG.warn("The round over artefacts failed, trying again", e))
                .onFailure()
                .recoverWithNull();
    }

    /** First the bytes, then the record, so that a crash between leaves the record to try again. */
    private Uni<Void> clear(Artefact artefact) {
        return blocking.run(() -> stores.get(artefact.store()).delete(artefact.id()))
                .chain(() -> transactions.run(tx -> artefacts.forget(tx, artefact.id())))
                .onFailure()
                .invoke(e -> LOG.warnf(
                        "An artefact could not be removed yet store=%s blob=%s: %s",
                        artefact.store(), artefact.id(), e))
                .onFailure()
                .recoverWithNull();
    }
}
