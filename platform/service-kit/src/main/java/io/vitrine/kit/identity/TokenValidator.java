/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import io.quarkus.cache.CacheResult;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
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
        return ask(token)
                .flatMap(answer -> answer.statusCode() == 401
                        ? own.forget().flatMap(done -> ask(token))
                        : Uni.createFrom().item(answer))
                .map(answer -> switch (answer.statusCode()) {
                    case 200 -> Token.of(answer.bodyAsJsonObject());
                    case 404 -> throw new InvalidToken();
                    default ->
                        throw new IdentityUnavailable(
                                "the identity service answered " + answer.statusCode() + " to a token validation",
                                null);
                });
    }

    private Uni<HttpResponse<Buffer>> ask(String token) {
        return own.get().flatMap(proof -> keystone.validate(token, proof));
    }
}
