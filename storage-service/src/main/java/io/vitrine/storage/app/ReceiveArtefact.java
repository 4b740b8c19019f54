/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.ArtefactStored;
import io.vitrine.kit.flow.WhileHeld;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.ArtefactConfig;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.objects.ObjectStore;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.ArtefactRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes in what another service made: whole and durable, or nothing of it stays. */
@ApplicationScoped
public class ReceiveArtefact {

    private static final Logger LOG = Logger.getLogger(ReceiveArtefact.class);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int CONFLICT = 409;

    /** Processors compute SHA-256 by themselves; what images have besides takes several times as long. */
    private static final Terms TERMS = Terms.upTo(Long.MAX_VALUE).onlyBy(HashAlgorithm.SHA256);

    private final Transactions transactions;
    private final ArtefactRepository artefacts;
    private final Stores stores;
    private final StoreBody storing;
    private final TakeFile files;
    private final ArtefactConfig config;

    ReceiveArtefact(
            Transactions transactions,
            ArtefactRepository artefacts,
            Stores stores,
            StoreBody storing,
            TakeFile files,
            StorageConfig config) {
        this.transactions = transactions;
        this.artefacts = artefacts;
        this.stores = stores;
        this.storing = storing;
        this.files = files;
        this.config = config.artefacts();
    }

    /** Stores the body under an id that was never used; fails with a {@link StorageError}. */
    public Uni<ArtefactStored> receive(UUID id, Announcement announced, Body body) {
        ObjectStore store = stores.forWriting(config.store().orElse(null));
        return transactions
                .run(tx -> artefacts.begin(tx, id, store.name(), SILENCE))
                .invoke(begun -> requireNew(begun, id))
                .chain(() -> written(id, store, announced, body))
                .map(ReceiveArtefact::stored);
    }

    /** Stores a file that lies where files are handed over, as {@link #receive} does a body; it may be removed afterwards. */
    public Uni<ArtefactStored> receive(UUID id, Path file) {
        return files.take(file).flatMap(found -> receive(id, new Announcement(found.size(), List.of()), found));
    }

    private static void requireNew(boolean begun, UUID id) {
        if (!begun) {
            throw new StorageError.Refused(CONFLICT, "There is, or was, an artefact " + id + "; choose another id.");
        }
    }

    private Uni<Digests> written(UUID id, ObjectStore store, Announcement announced, Body body) {
        Duration third = SILENCE.dividedBy(3);
        return new WhileHeld(
                        () -> transactions.run(tx -> artefacts.keep(tx, id, SILENCE)),
                        StorageError.LeaseLost.class,
                        e -> LOG.warnf("An artefact's record could not be kept, trying again blob=%s: %s", id, e))
                .during(storing.store(store, id, body, TERMS.announced(announced)), third, third)
                .call(taken -> transactions.run(tx -> artefacts.stored(tx, id, taken.digests())))
                .map(taken -> taken.digests())
                .onFailure()
                .call(e -> transactions
                        .run(tx -> artefacts.remove(tx, id))
                        .onFailure()
                        .recoverWithNull());
    }

    private static ArtefactStored stored(Digests digests) {
        return new ArtefactStored(digests.size(), digests.algorithm().imageApiName(), digests.hash());
    }
}
