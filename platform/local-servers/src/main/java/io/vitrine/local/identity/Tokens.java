/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

import io.vitrine.local.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The tokens in force. They live in memory alone: a restart ends them all, and clients log in again by themselves.
 */
final class Tokens {

    private static final int ID_BYTES = 32;
    private static final int AUDIT_ID_BYTES = 16;

    /** As in Keystone, a role brings those it implies. */
    private static final Map<String, List<String>> IMPLIED =
            Map.of("admin", List.of("admin", "member", "reader"), "member", List.of("member", "reader"));

    private final Map<String, Token> inForce = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration life;

    Tokens(Clock clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    /** A token for somebody who has just proved a password. */
    Token issue(User user, Optional<Project> project) {
        Instant now = now();
        return keep(user, project, List.of("password"), List.of(auditId()), now, now.plus(life));
    }

    /** A token of another scope for the bearer of one; it does not outlive the one it was exchanged for. */
    Token exchange(Token former, Optional<Project> project) {
        List<String> methods = Stream.concat(Stream.of("token"), former.methods().stream())
                .distinct()
                .toList();
        List<String> auditIds = List.of(auditId(), former.auditIds().getLast());
        return keep(former.user(), project, methods, auditIds, now(), former.expiresAt());
    }

    /** The token of this id unless it is unknown, expired or revoked. */
    Optional<Token> find(String id) {
        return Optional.ofNullable(inForce.get(id)).filter(it -> it.expiresAt().isAfter(clock.instant()));
    }

    void revoke(Token token) {
        inForce.remove(token.id());
    }

    private Token keep(
            User user,
            Optional<Project> project,
            List<String> methods,
            List<String> auditIds,
            Instant issuedAt,
            Instant expiresAt) {
        inForce.values().removeIf(it -> it.expiresAt().isBefore(issuedAt));
        List<String> roles = project.map(it -> effectiveRoles(user, it)).orElse(List.of());
        String id = encode(Secrets.bytes(ID_BYTES));
        Token token = new Token(id, user, project, roles, methods, auditIds, issuedAt, expiresAt);
        inForce.put(id, token);
        return token;
    }

    private static List<String> effectiveRoles(User user, Project project) {
        List<String> granted = user.roles().getOrDefault(project.name(), List.of());
        List<String> effective = new ArrayList<>();
        granted.forEach(it -> effective.addAll(IMPLIED.getOrDefault(it, List.of(it))));
        return effective.stream().distinct().toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String auditId() {
        return encode(Secrets.bytes(AUDIT_ID_BYTES));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
