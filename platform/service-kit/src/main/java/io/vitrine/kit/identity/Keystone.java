/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;

/** The two calls of Keystone's API v3 that a service needs: to log in, and to validate a token. */
@ApplicationScoped
class Keystone {

    private final WebClient http;
    private final IdentityConfig config;

    Keystone(Vertx vertx, IdentityConfig config) {
        this.http = WebClient.create(vertx, new WebClientOptions().setMaxPoolSize(32));
        this.config = config;
    }

    /** A fresh token of this service's own account. */
    Uni<String> login() {
        IdentityConfig.Service account = config.service();
        JsonObject domain = new JsonObject().put("name", account.domain());
        JsonObject user = new JsonObject()
                .put("name", account.username())
                .put("domain", domain)
                .put("password", account.password());
        JsonObject body = new JsonObject()
                .put(
                        "auth",
                        new JsonObject()
                                .put(
                                        "identity",
                                        new JsonObject()
                                                .put("methods", JsonArray.of("password"))
                                                .put("password", new JsonObject().put("user", user)))
                                .put(
                                        "scope",
                                        new JsonObject()
                                                .put(
                                                        "project",
                                                        new JsonObject()
                                                                .put("name", account.project())
                                                                .put("domain", domain))));
        return answer(http.postAbs(tokens()).timeout(timeoutMillis()).sendJsonObject(body))
                .map(response -> {
                    if (response.statusCode() != 201) {
                        throw new IdentityUnavailable(
                                "the identity service refused this service's own login (" + response.statusCode()
                                        + "): check vitrine.identity.service.username and .password",
                                null);
                    }
                    return response.getHeader("X-Subject-Token");
                });
    }

    /**
     * Asks what {@code token} says, with our own token as proof that we may ask.
     *
     * @return the answer; its status 401 is about {@code own}, 404 about {@code token}
     */
    Uni<HttpResponse<Buffer>> validate(String token, String own) {
        return answer(http.getAbs(tokens())
                .timeout(timeoutMillis())
                .putHeader("X-Auth-Token", own)
                .putHeader("X-Subject-Token", token)
                .putHeader("Accept", "application/json")
                .send());
    }

    private String tokens() {
        String url = config.keystone().url();
        return (url.endsWith("/") ? url : url + "/") + "auth/tokens";
    }

    private long timeoutMillis() {
        return config.keystone().timeout().toMillis();
    }

    private Uni<HttpResponse<Buffer>> answer(Uni<HttpResponse<Buffer>> call) {
        return call.onFailure()
                .transform(e -> new IdentityUnavailable(
                        "no answer from the identity service at "
                                + config.keystone().url(),
                        e));
    }
}
