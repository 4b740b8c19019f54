/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app.protection;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.protection.PropertyRules;
import io.vitrine.catalog.out.postgres.protection.PropertyRulesRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows admins the rules that protect properties, and has them decide about these. */
@ApplicationScoped
public class ManagePropertyRules {

    private final Transactions transactions;
    private final PropertyRulesRepository repository;
    private final Protections protections;
    private final ImagePolicy policy;

    ManagePropertyRules(
            Transactions transactions,
            PropertyRulesRepository repository,
            Protections protections,
            ImagePolicy policy) {
        this.transactions = transactions;
        this.repository = repository;
        this.protections = protections;
        this.policy = policy;
    }

    /** The rules as they are kept. */
    public Uni<PropertyRules> show(Caller caller) {
        policy.requirePropertyRules(caller);
        return transactions.read(repository::find);
    }

    /** Puts these in the place of all rules. */
    public Uni<Void> decide(Caller caller, PropertyRules rules) {
        policy.requirePropertyRules(caller);
        return transactions.run(tx -> repository.save(tx, rules)).chain(protections::forget);
    }
}
