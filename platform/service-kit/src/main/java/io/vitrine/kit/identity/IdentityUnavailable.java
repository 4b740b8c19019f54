/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

/** Keystone cannot be asked just now: neither a yes nor a no. */
class IdentityUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IdentityUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
