/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app.quota;

import io.quarkus.cache.CacheInvalidate;
import io.quarkus.cache.CacheKey;
import io.quarkus.cache.CacheResult;
import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.quota.Limits;
import io.vitrine.catalog.out.postgres.quota.QuotaRepository;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;

/** How much projects may use, as it is decided, or was no longer ago than {@code vitrine.catalog.quota-cache}. */
@ApplicationScoped
class DecidedLimits {

    private static final String CACHE = "quota-limits";

    private final QuotaRepository quotas;
    private final Limits defaults;

    DecidedLimits(QuotaRepository quotas, Limits defaults) {
        this.quotas = quotas;
        this.defaults = defaults;
    }

    @CacheResult(cacheName = CACHE)
    Uni<Limits> of(Tx tx, @CacheKey String project) {
        return quotas.limits(tx, project).map(own -> own.orElse(defaults));
    }

    @CacheInvalidate(cacheName = CACHE)
    Uni<Void> forget(@CacheKey String project) {
        return Uni.createFrom().voidItem();
    }
}
