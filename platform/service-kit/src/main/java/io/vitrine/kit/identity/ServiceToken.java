/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import io.quarkus.cache.CacheInvalidate;
import io.quarkus.cache.CacheResult;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Predicate;

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

    /**
     * What is asked for with the token; asked once more with another one where that is refused, since it may have expired.
     *
     * @param refused whether an answer says that the token is not valid
     */
    public <T> Uni<T> asking(Function<String, Uni<T>> ask, Predicate<T> refused) {
        Uni<T> once = get().flatMap(ask::apply);
        return once.flatMap(answer -> refused.test(answer)
                ? forget().chain(() -> once)
                : Uni.createFrom().item(answer));
    }

    /** Drops a token that was refused, so that the next {@link #get} fetches another. */
    @CacheInvalidate(cacheName = CACHE)
    public Uni<Void> forget() {
        return Uni.createFrom().voidItem();
    }
}
