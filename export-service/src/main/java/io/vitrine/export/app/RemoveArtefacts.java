/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.ArtefactPage;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.out.postgres.ArtefactRepository;
import io.vitrine.export.out.storage.StorageClient;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Has storage remove what is kept no more, and what it keeps that nobody here knows. */
@ApplicationScoped
public class RemoveArtefacts {

    private static final Logger LOG = Logger.getLogger(RemoveArtefacts.class);
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final int MOST = 100;
    private static final int PAGE = 1000;

    private final Transactions transactions;
    private final ArtefactRepository artefacts;
    private final StorageClient storage;
    private final ExportConfig.Cache config;
    private final Clock clock = Clock.systemUTC();

    RemoveArtefacts(
            Transactions transactions, ArtefactRepository artefacts, StorageClient storage, ExportConfig config) {
        this.transactions = transactions;
        this.artefacts = artefacts;
        this.storage = storage;
        this.config = config.cache();
    }

    /** One round; what cannot be removed now is left to a later one. */
    public Uni<Void> round() {
        return transactions
                .run(tx -> artefacts.takeRemoving(tx, CLAIM, MOST))
                .flatMap(ids -> each(
                        ids, id -> storage.remove(id).chain(() -> transactions.run(tx -> artefacts.removed(tx, id)))));
    }

    /** Goes through all that storage keeps. */
    public Uni<Void> orphans() {
        return orphansAfter(null)
                .onFailure()
                .invoke(e -> LOG.warnf("What storage keeps cannot be gone through now: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> orphansAfter(UUID last) {
        return storage.list(last, PAGE).flatMap(page -> {
            Instant young = clock.instant().minus(config.orphanAge());
            List<UUID> old = page.stream()
                    .filter(artefact -> artefact.begunAt().isBefore(young))
                    .map(ArtefactPage.Artefact::id)
                    .toList();
            Uni<Void> removed =
                    transactions.read(tx -> artefacts.known(tx, old)).flatMap(known -> remove(old, known));
            return page.size() < PAGE
                    ? removed
                    : removed.chain(() -> orphansAfter(page.getLast().id()));
        });
    }

    private Uni<Void> remove(List<UUID> old, Set<UUID> known) {
        return each(
                old.stream().filter(id -> !known.contains(id)).toList(),
                id -> storage.remove(id).invoke(() -> LOG.infof("Removed what no export knows artefact=%s", id)));
    }

    private static Uni<Void> each(List<UUID> ids, Function<UUID, Uni<Void>> work) {
        return InTurn.each(
                ids,
                id -> work.apply(id)
                        .onFailure()
                        .invoke(e -> LOG.warnf("Cannot be removed now artefact=%s: %s", id, e.getMessage()))
                        .onFailure()
                        .recoverWithNull());
    }
}
