/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import java.util.List;

/**
 * Who caused a fact.
 *
 * @param user id of the user, or {@code service:<name>} where a service acted by itself (a lease that ran out)
 * @param project id of the project the user's token was scoped to; null for a service acting by itself
 * @param roles the token's roles, sorted
 * @param requestId id of the request ({@code req-…}) as the caller got it back in X-Openstack-Request-Id; null where
 *     no request was the cause
 * @param address network address the request came from; null where no request was the cause
 */
public record Actor(String user, String project, List<String> roles, String requestId, String address) {

    public Actor {
        roles = roles.stream().sorted().toList();
    }

    /** The actor of what a service does by itself. */
    public static Actor service(String name) {
        return new Actor("service:" + name, null, List.of("service"), null, null);
    }
}
