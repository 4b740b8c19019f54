/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.ExportRule;
import io.vitrine.export.out.postgres.RuleRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The rules, which are the admins' to make and to read. */
@ApplicationScoped
public class KeepRules {

    private final Transactions transactions;
    private final RuleRepository rules;

    KeepRules(Transactions transactions, RuleRepository rules) {
        this.transactions = transactions;
        this.rules = rules;
    }

    /** Adds a rule, for what becomes active or is shown to others from now on. */
    public Uni<ExportRule> add(Caller caller, ExportRule rule) {
        requireAdmin(caller);
        return transactions.run(tx -> rules.add(tx, rule)
                .invoke(added -> {
                    if (!added) {
                        throw new ExportError.Conflict("There is a rule named '" + rule.name() + "' already.");
                    }
                })
                .chain(() -> rules.find(tx, rule.id()))
                .map(found -> found.orElseThrow()));
    }

    /** All rules. */
    public Uni<List<ExportRule>> list(Caller caller) {
        requireAdmin(caller);
        return transactions.read(rules::list);
    }

    /** One rule. */
    public Uni<ExportRule> show(Caller caller, UUID id) {
        requireAdmin(caller);
        return transactions.read(tx -> rules.find(tx, id)).map(found -> found.orElseThrow(KeepRules::notFound));
    }

    /** Removes a rule; what it had made stays until it expires. */
    public Uni<Void> remove(Caller caller, UUID id) {
        requireAdmin(caller);
        return transactions
                .run(tx -> rules.remove(tx, id))
                .invoke(removed -> {
                    if (!removed) {
                        throw notFound();
                    }
                })
                .replaceWithVoid();
    }

    private static ExportError.NotFound notFound() {
        return new ExportError.NotFound("There is no such rule.");
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw new ExportError.Forbidden("Rules are for admins.");
        }
    }
}
