/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.peer;

import io.vitrine.kit.identity.Caller;

/**
 * The user a request to the catalog is made for.
 *
 * @param caller who it is
 * @param token the token that proves it; may expire while what was asked for is under way
 */
public record Requester(Caller caller, String token) {

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "Requester[" + caller + "]";
    }
}
