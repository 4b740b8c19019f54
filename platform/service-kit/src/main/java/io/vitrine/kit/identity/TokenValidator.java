/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import io.quarkus.cache.CacheResult;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Says what a token stands for, asking Keystone at most once in {@link IdentityConfig#tokenCache}. */
@ApplicationScoped
class TokenValidator {

    private final Keystone keystone;
    private final ServiceToken own;

    TokenValidator(Keystone keystone, ServiceToken own) {
        this.keystone = keystone;
        this.own = own;
    }

    /** Fails with {@link InvalidToken} or {@link IdentityUnavailable}; neither is cached. */
    @CacheResult(cacheName = "tokens")
    Uni<Token> validate(String token) {
        return own.asking(proof -> keystone.validate(token, proof), answer -> answer.statusCode() == 401)
                .map(answer -> switch (answer.statusCode()) {
                    case 200 -> Token.of(answer.bodyAsJsonObject());
                    case 404 -> throw new InvalidToken();
                    default ->
                        throw new IdentityUnavailable(
                                "the identity service answered " + answer.statusCode() + " to a token validation",
                                null);
                });
    }
}
