/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

/**
 * What a client calls a request to create an image, so that it may repeat it when it missed the answer.
 *
 * @param key the client's own choice, unique among its requests
 * @param request digest of what is asked for
 */
public record CreateKey(String key, String request) {

    public CreateKey {
        if (key.isBlank()) {
            throw new CatalogError.Invalid("An Idempotency-Key has at least one character.");
        }
        Text.line("The Idempotency-Key", key);
    }

    /** Refuses a key under which something else was asked for. */
    public void requireSame(String earlier) {
        if (!request.equals(earlier)) {
            throw new CatalogError.Conflict("The Idempotency-Key " + key
                    + " was used for another request. Repeat that one as it was, or choose another key.");
        }
    }
}
