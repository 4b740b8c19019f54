/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.events;

/** A Kafka record that holds no fact which the trail could keep; the message says why. */
class UnreadableFact extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableFact(String reason) {
        super(reason);
    }
}
