/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import io.quarkus.cache.CacheInvalidate;
import io.quarkus.cache.CacheResult;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** This service's own token: fetched when first needed, kept for minutes, renewed when it stops working. */
@ApplicationScoped
public class ServiceToken {

    private static final String CACHE = "service-token";

    private final Keystone keystone;

    ServiceToken(Keystone keystone) {
        this.keystone = keystone;
    }

    /** The token to send as X-Service-Token; fails when the identity service cannot be reached. */
    @CacheResult(cacheName = CACHE)
    public Uni<String> get() {
        return keystone.login();
    }

    /** Drops a token that was refused, so that the next {@link #get} fetches another. */
    @CacheInvalidate(cacheName = CACHE)
    public Uni<Void> forget() {
        return Uni.createFrom().voidItem();
    }
}
