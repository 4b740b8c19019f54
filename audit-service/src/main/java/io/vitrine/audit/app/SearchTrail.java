/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.audit.domain.AuditEntry;
import io.vitrine.audit.domain.Page;
import io.vitrine.audit.domain.TrailFilter;
import io.vitrine.audit.domain.View;
import io.vitrine.audit.out.postgres.TrailRepository;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;

/** Looks back into the trail, newest first. */
@ApplicationScoped
public class SearchTrail {

    private final Transactions transactions;
    private final TrailRepository trail;

    SearchTrail(Transactions transactions, TrailRepository trail) {
        this.transactions = transactions;
        this.trail = trail;
    }

    /**
     * A page of the entries that the view has.
     *
     * @param marker the position before which the page begins; empty for the newest entries
     */
    public Uni<Page<AuditEntry>> search(TrailFilter filter, View view, OptionalLong marker, int limit) {
        long before = marker.orElse(Long.MAX_VALUE);
        return transactions
                .read(tx -> trail.newest(tx, filter, view, before, limit + Page.LOOK_AHEAD))
                .map(entries -> Page.of(entries, limit, AuditEntry::position));
    }
}
