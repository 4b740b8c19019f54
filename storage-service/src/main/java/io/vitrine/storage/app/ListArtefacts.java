/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.Artefact;
import io.vitrine.storage.out.postgres.ArtefactRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Lists artefacts, for whoever made them to find those it does not know. */
@ApplicationScoped
public class ListArtefacts {

    private final Transactions transactions;
    private final ArtefactRepository artefacts;

    ListArtefacts(Transactions transactions, ArtefactRepository artefacts) {
        this.transactions = transactions;
        this.artefacts = artefacts;
    }

    /** At most {@code limit} whole ones by id, from the one after {@code marker} on; null for the first. */
    public Uni<List<Artefact>> after(UUID marker, int limit) {
        return transactions.read(tx -> artefacts.after(tx, marker, limit));
    }
}
