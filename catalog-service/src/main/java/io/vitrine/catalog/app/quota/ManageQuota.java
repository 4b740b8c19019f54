/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app.quota;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.quota.Budget;
import io.vitrine.catalog.domain.quota.Limits;
import io.vitrine.catalog.out.postgres.quota.QuotaRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Shows what a project uses and may use, and decides how much that is. */
@ApplicationScoped
public class ManageQuota {

    private static final UUID NO_IMAGE = new UUID(0, 0);

    private final Transactions transactions;
    private final QuotaRepository quotas;
    private final DecidedLimits decided;
    private final Limits defaults;
    private final ImagePolicy policy;

    ManageQuota(
            Transactions transactions,
            QuotaRepository quotas,
            DecidedLimits decided,
            Limits defaults,
            ImagePolicy policy) {
        this.transactions = transactions;
        this.quotas = quotas;
        this.decided = decided;
        this.defaults = defaults;
        this.policy = policy;
    }

    /** What a project uses and may use: its own, or for an admin any. */
    public Uni<Budget> show(Caller caller, String project) {
        policy.requireQuota(caller, project);
        return transactions.read(tx -> budget(tx, project));
    }

    /** Decides how much a project may use; what is not said is as by default. */
    public Uni<Budget> decide(Caller caller, String project, Limits limits) {
        policy.requireQuotaDecision(caller);
        return transactions
                .run(tx -> quotas.lock(tx, project)
                        .flatMap(locked -> quotas.save(tx, project, limits))
                        .flatMap(saved -> budget(tx, project)))
                .call(() -> decided.forget(project));
    }

    private Uni<Budget> budget(Tx tx, String project) {
        return quotas.limits(tx, project)
                .flatMap(own -> quotas.usage(tx, project, NO_IMAGE)
                        .map(used -> new Budget(project, own.orElse(defaults), used)));
    }
}
