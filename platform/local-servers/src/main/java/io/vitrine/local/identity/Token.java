/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who proved to be whom, where, and until when.
 *
 * @param methods how it was proved: {@code password}, {@code token}
 * @param project empty for an unscoped token
 * @param roles with those they imply
 * @param auditIds its own random id, and that of the token it was exchanged for
 */
record Token(
        String id,
        User user,
        Optional<Project> project,
        List<String> roles,
        List<String> methods,
        List<String> auditIds,
        Instant issuedAt,
        Instant expiresAt) {

    boolean mayAskAbout(Token other) {
        return other.user().id().equals(user.id()) || roles.contains("admin") || roles.contains("service");
    }

    boolean isAdmin() {
        return roles.contains("admin");
    }
}
