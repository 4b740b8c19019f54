/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres.protection;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.protection.PropertyRules;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;

/** The rules that protect properties. */
@ApplicationScoped
public class PropertyRulesRepository {

    /** All of them. */
    public Uni<PropertyRules> find(Tx tx) {
        return tx.session()
                .get(PropertyRulesRow.class, PropertyRulesRow.ONLY)
                .map(row -> new PropertyRules(row.rules.list()));
    }

    /** Puts these in the place of all. */
    public Uni<Void> save(Tx tx, PropertyRules rules) {
        PropertyRulesRow row = new PropertyRulesRow();
        row.rules = new PropertyRulesRow.Rules(rules.list());
        return tx.session().update(row);
    }
}
