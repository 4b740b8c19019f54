/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app.protection;

import io.quarkus.cache.CacheInvalidate;
import io.quarkus.cache.CacheResult;
import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.protection.PropertyRules;
import io.vitrine.catalog.out.postgres.protection.PropertyRulesRepository;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;

/** The rules that protect properties, as they are, or were no longer ago than {@code vitrine.catalog.property-rules-cache}. */
@ApplicationScoped
public class Protections {

    private static final String CACHE = "property-rules";

    private final Transactions transactions;
    private final PropertyRulesRepository repository;

    Protections(Transactions transactions, PropertyRulesRepository repository) {
        this.transactions = transactions;
        this.repository = repository;
    }

    /** Does the work in one transaction, with the rules to go by. */
    public <T> Uni<T> run(BiFunction<Tx, PropertyRules, Uni<T>> work) {
        return current().flatMap(rules -> transactions.run(tx -> work.apply(tx, rules)));
    }

    /** Reads, with the rules to go by. */
    public <T> Uni<T> read(BiFunction<Tx, PropertyRules, Uni<T>> work) {
        return current().flatMap(rules -> transactions.read(tx -> work.apply(tx, rules)));
    }

    /** As {@link Transactions#changeOnce}, with the rules to go by. */
    public <T> Uni<T> changeOnce(BiFunction<Tx, PropertyRules, Uni<T>> work) {
        return current().flatMap(rules -> transactions.changeOnce(tx -> work.apply(tx, rules)));
    }

    @CacheResult(cacheName = CACHE)
    Uni<PropertyRules> current() {
        return transactions.read(repository::find);
    }

    @CacheInvalidate(cacheName = CACHE)
    Uni<Void> forget() {
        return Uni.createFrom().voidItem();
    }
}
