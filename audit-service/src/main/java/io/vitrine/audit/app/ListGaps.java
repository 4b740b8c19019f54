/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.audit.domain.NoticedGap;
import io.vitrine.audit.domain.Page;
import io.vitrine.audit.out.postgres.GapRepository;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;

/** Lists the gaps in the sequences, newest first. */
@ApplicationScoped
public class ListGaps {

    private final Transactions transactions;
    private final GapRepository gaps;

    ListGaps(Transactions transactions, GapRepository gaps) {
        this.transactions = transactions;
        this.gaps = gaps;
    }

    /**
     * A page of the gaps.
     *
     * @param marker the id of the gap before which the page begins; empty for the newest gaps
     */
    public Uni<Page<NoticedGap>> list(boolean openOnly, OptionalLong marker, int limit) {
        long before = marker.orElse(Long.MAX_VALUE);
        return transactions
                .read(tx -> gaps.newest(tx, openOnly, before, limit + Page.LOOK_AHEAD))
                .map(found -> Page.of(found, limit, NoticedGap::id));
    }
}
