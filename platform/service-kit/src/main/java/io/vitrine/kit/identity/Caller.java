/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import io.vitrine.contract.Actor;
import java.util.List;
import java.util.Set;

/**
 * Who asks: made once, at the edge, from a validated token.
 *
 * @param userId the user
 * @param projectId the project the token is scoped to; null for an unscoped token
 * @param roles in lower case, with the roles that those imply
 * @param requestId id of this request, {@code req-…}
 * @param address network address the request came from
 */
public record Caller(String userId, String projectId, Set<String> roles, String requestId, String address) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Whether this is OpenStack's admin persona. */
    public boolean isAdmin() {
        return hasRole("admin");
    }

    /** Whether this is another service of the cloud. */
    public boolean isService() {
        return hasRole("service");
    }

    /** Whether the token has the role, itself or implied. */
    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    /** The caller as facts name it. */
    public Actor actor() {
        return new Actor(userId, projectId, List.copyOf(roles), requestId, address);
    }
}
