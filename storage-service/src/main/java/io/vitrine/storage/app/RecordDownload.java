/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.Actor;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.Download;
import io.vitrine.storage.out.events.StorageFacts;
import jakarta.enterprise.context.ApplicationScoped;

/** States that bytes were sent, and how many. */
@ApplicationScoped
public class RecordDownload {

    private final Transactions transactions;
    private final StorageFacts facts;

    RecordDownload(Transactions transactions, StorageFacts facts) {
        this.transactions = transactions;
        this.facts = facts;
    }

    /** This service sent so many bytes itself. */
    public Uni<Void> sent(Download download, Actor actor, long bytes) {
        return transactions.run(tx -> facts.downloaded(tx, download, actor, bytes, false));
    }

    /** A gateway was told to send the bytes. */
    public Uni<Void> handedOver(Download download, Actor actor) {
        return transactions.run(tx -> facts.downloaded(tx, download, actor, download.length(), true));
    }
}
