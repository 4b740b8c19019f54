/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

/** Keystone does not know the token: never issued, expired or revoked. */
class InvalidToken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidToken() {
        super("The request you have made requires authentication.");
    }
}
