/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What a valid token says. */
record Token(String userId, String projectId, Set<String> roles, Instant expiresAt) {

    /** Reads the body of Keystone's {@code GET /v3/auth/tokens}. */
    static Token of(JsonObject body) {
        JsonObject token = body.getJsonObject("token");
        JsonObject project = token.getJsonObject("project");
        Set<String> roles = new HashSet<>();
        if (token.containsKey("roles")) {
            token.getJsonArray("roles")
                    .forEach(role ->
                            roles.add(((JsonObject) role).getString("name").toLowerCase(Locale.ROOT)));
        }
        return new Token(
                token.getJsonObject("user").getString("id"),
                project == null ? null : project.getString("id"),
                withImplied(roles),
                Instant.parse(token.getString("expires_at")));
    }

    // Keystone lists implied roles itself since 2018; sites that turned that off still get the default chain.
    private static Set<String> withImplied(Set<String> roles) {
        if (roles.contains("admin")) {
            roles.add("member");
        }
        if (roles.contains("member")) {
            roles.add("reader");
        }
        return Set.copyOf(roles);
    }

    Caller caller(String requestId, String address) {
        return new Caller(userId, projectId, roles, requestId, address);
    }
}
