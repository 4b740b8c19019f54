/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

/** A request that is answered with an error; the message is for the client and gives nothing away. */
final class IdentityProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private IdentityProblem(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static IdentityProblem badRequest(String message) {
        return new IdentityProblem(400, message);
    }

    static IdentityProblem unauthorized() {
        return new IdentityProblem(401, "The request you have made requires authentication.");
    }

    static IdentityProblem forbidden() {
        return new IdentityProblem(403, "You are not authorized to perform the requested action.");
    }

    static IdentityProblem notFound(String what) {
        return new IdentityProblem(404, "Could not find " + what + ".");
    }

    int status() {
        return status;
    }
}
